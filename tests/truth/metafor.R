# In: public data sets of R's metadat. Out: metafor.json, what R's metafor makes of them (escalc, rma, predict, confint, regtest, ranktest).
# Run: Rscript tests/truth/metafor.R > tests/truth/metafor.json   (Debian: r-cran-metafor 3.8-1)
# The iterations are told to go on to the last digits: by default metafor ends REML and ML at a change of 1e-5 in tau squared, and
# Paule-Mandel earlier still, and looks for the upper end of tau squared only up to ten times the estimate (`tau2.max`). `default_tau2` keeps what it gives when it is not told.
suppressMessages(library(metafor))

number <- function(x) ifelse(is.na(x), "null", sprintf("%.15g", x))
list_of <- function(x) paste0("[", paste(number(as.numeric(x)), collapse = ", "), "]")
words <- function(x) paste0("\"", x, "\"")
record <- function(...) {
  parts <- list(...)
  paste0("{", paste(paste0(words(names(parts)), ": ", unlist(parts)), collapse = ", "), "}")
}
quiet <- function(x) suppressMessages(suppressWarnings(x))
close_to <- function(yi) {
  size <- if (length(yi) > 1) max(1, var(yi)) else 1
  list(threshold = 1e-12 * size, maxiter = 100000, tol = 1e-13 * size)
}
control_of <- function(method, yi) {
  if (method %in% c("REML", "ML")) close_to(yi)[c("threshold", "maxiter")] else if (method == "PM") close_to(yi)[c("tol", "maxiter")] else list()
}
profile_of <- function(yi, vi) {
  if (length(yi) < 2) return("null")
  list_of(quiet(confint(rma(yi, vi, method = "DL"), control = list(tol = 1e-13, tau2.max = 1e5)))$random[1, 2:3])
}

fits <- function(yi, vi) {
  rows <- c()
  for (method in c("EE", "DL", "PM", "REML", "ML")) {
    for (test in c("z", "knha", "adhoc")) {
      how <- control_of(method, yi)
      fit <- quiet(rma(yi, vi, method = method, test = test, control = how))
      plain <- quiet(rma(yi, vi, method = method, test = test))
      ahead <- predict(fit)
      pi <- if (is.null(ahead$pi.lb)) c(NA, NA) else c(ahead$pi.lb, ahead$pi.ub)
      rows <- c(rows, record(
        method = words(method), test = words(test), estimate = number(fit$beta[1]), se = number(fit$se),
        ci95 = list_of(c(fit$ci.lb, fit$ci.ub)), p = number(fit$pval), tau2 = number(fit$tau2), i2 = number(fit$I2),
        h2 = number(fit$H2), q = number(fit$QE), q_p = number(fit$QEp), k = number(fit$k), prediction95 = list_of(pi),
        default_tau2 = number(plain$tau2), tau2_se = number(if (method %in% c("REML", "ML")) fit$se.tau2 else NA)
      ))
    }
  }
  paste0("[", paste(rows, collapse = ",\n    "), "]")
}

small <- function(yi, vi) {
  if (length(yi) < 10) return("null")
  fit <- rma(yi, vi, method = "REML", control = control_of("REML", yi))
  egger <- regtest(fit)
  rank <- quiet(ranktest(fit))
  record(egger_z = number(egger$zval), egger_p = number(egger$pval), rank_tau = number(rank$tau), rank_p = number(rank$pval))
}

set_of <- function(name, measure, columns, data, slots) {
  arguments <- c(list(measure = measure), setNames(lapply(columns, function(one) data[[one]]), slots))
  made <- quiet(do.call(escalc, arguments))
  given <- paste(paste0(words(slots), ": ", sapply(columns, function(one) list_of(data[[one]]))), collapse = ", ")
  record(
    name = words(name), measure = words(measure), given = paste0("{", given, "}"), yi = list_of(made$yi), vi = list_of(made$vi),
    tau2_ci95 = profile_of(made$yi, made$vi), small = small(as.numeric(made$yi), as.numeric(made$vi)),
    fits = fits(as.numeric(made$yi), as.numeric(made$vi))
  )
}

counts <- c("ai", "n1i", "ci", "n2i")
means <- c("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
bcg <- transform(dat.bcg, n1i = tpos + tneg, n2i = cpos + cneg)
lines <- c("ai", "n1i", "ci", "n2i")
sets <- c()
for (measure in c("RR", "OR", "RD")) {
  sets <- c(sets, set_of("dat.bcg", measure, c("tpos", "n1i", "cpos", "n2i"), bcg, counts))
  sets <- c(sets, set_of("dat.nielweise2007", measure, c("ai", "n1i", "ci", "n2i"), dat.nielweise2007, counts))
}
for (measure in c("MD", "SMD")) sets <- c(sets, set_of("dat.normand1999", measure, means, dat.normand1999, means))
sets <- c(sets, set_of("dat.hine1989", "RD", lines, dat.hine1989, counts))

raw <- function(name, data) record(
  name = words(name), measure = words("yi,vi"), given = "{}", yi = list_of(data$yi), vi = list_of(data$vi),
  tau2_ci95 = profile_of(data$yi, data$vi),
  small = small(as.numeric(data$yi), as.numeric(data$vi)), fits = fits(as.numeric(data$yi), as.numeric(data$vi))
)
sets <- c(sets, raw("dat.raudenbush1985", dat.raudenbush1985))
sets <- c(sets, raw("dat.bcg, first study", transform(escalc(measure = "RR", ai = tpos, n1i = n1i, ci = cpos, n2i = n2i, data = bcg))[1, ]))

rr <- escalc(measure = "RR", ai = tpos, n1i = n1i, ci = cpos, n2i = n2i, data = bcg)
regressions <- c()
for (method in c("EE", "DL", "PM", "REML", "ML")) {
  for (test in c("z", "knha")) {
    how <- control_of(method, rr$yi)
    fit <- quiet(rma(yi, vi, mods = ~ ablat + year, data = rr, method = method, test = test, control = how))
    regressions <- c(regressions, record(
      method = words(method), test = words(test), beta = list_of(fit$beta), se = list_of(fit$se), statistic = list_of(fit$zval),
      p = list_of(fit$pval), tau2 = number(fit$tau2), r2 = number(if (is.null(fit$R2)) NA else fit$R2), qe = number(fit$QE), qm = number(fit$QM), qm_p = number(fit$QMp)
    ))
  }
}
cat("{\"made_by\": ", words(paste("R", getRversion(), "metafor", packageVersion("metafor"), "metadat", packageVersion("metadat"))), ",\n",
  "\"moderators\": {\"ablat\": ", list_of(bcg$ablat), ", \"year\": ", list_of(bcg$year), "},\n",
  "\"sets\": [\n  ", paste(sets, collapse = ",\n  "), "],\n\"regressions\": [\n  ", paste(regressions, collapse = ",\n  "), "]}\n", sep = "")
