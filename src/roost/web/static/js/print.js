// In: buttons marked data-print, hidden until this runs. Out: they print the page. Without scripts the browser's own Print does.
for (const button of document.querySelectorAll("[data-print]")) {
  if (button instanceof HTMLButtonElement) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
