# Makes nlme_gls.json: gls with corAR1, REML, by R's nlme. Run in this folder: Rscript nlme_gls.R
# The first series is the example in the README of the R package nof1ins (28 days, two of them missing).
suppressMessages(library(nlme))
readme <- c(9,9,10,11,9,7,6,6,6,6,5,5,6,4,6,6,7,7,9,8,8,7,NA,6,6,7,NA,8)
series <- list(
  nof1ins = list(pain = readme, arm = rep(c(0,1,0,1), each = 7), trend = FALSE),
  nof1ins_trend = list(pain = readme, arm = rep(c(0,1,0,1), each = 7), trend = TRUE)
)
make <- function(seed, n, period, rho, s, d, missing) {
  set.seed(seed)
  arm <- rep(rep(c(1, 0), length.out = ceiling(n / period)), each = period)[1:n]
  e <- as.numeric(arima.sim(list(ar = rho), n, sd = s))
  pain <- round(5 + d * arm + e, 2)
  pain[runif(n) < missing] <- NA
  list(pain = pain, arm = arm, trend = TRUE)
}
series$gaps <- make(11, 84, 7, 0.6, 1.1, -1.5, 0.35)
series$negative <- make(12, 60, 5, -0.5, 1, 0.5, 0.2)
series$long <- make(13, 300, 14, 0.8, 0.7, -0.4, 0.1)
out <- lapply(series, function(each) {
  n <- length(each$pain); day <- seq_len(n)
  data <- data.frame(pain = each$pain, arm = each$arm - 0.5, day = day, trend = (day - mean(day)) / n)
  formula <- if (each$trend) pain ~ arm + trend else pain ~ arm
  fit <- gls(formula, data = data[!is.na(data$pain), ], correlation = corAR1(form = ~ day), method = "REML",
             control = glsControl(tolerance = 1e-10, msTol = 1e-12, maxIter = 500, msMaxIter = 500))
  table <- summary(fit)$tTable
  list(pain = each$pain, arm = each$arm, trend = each$trend, effect = table["arm", 1], se = table["arm", 2],
       rho = as.numeric(coef(fit$modelStruct$corStruct, unconstrained = FALSE)), sd = fit$sigma, log_lik = as.numeric(logLik(fit)))
})
number <- function(x) ifelse(is.na(x), "null", format(x, digits = 12, trim = TRUE))
text <- sapply(names(out), function(name) {
  o <- out[[name]]
  sprintf('"%s": {"pain": [%s], "arm": [%s], "trend": %s, "effect": %s, "se": %s, "rho": %s, "sd": %s, "log_lik": %s}', name,
          paste(number(o$pain), collapse = ", "), paste(o$arm, collapse = ", "), tolower(o$trend),
          number(o$effect), number(o$se), number(o$rho), number(o$sd), number(o$log_lik))
})
writeLines(c("{", paste(text, collapse = ",\n"), "}"), "nlme_gls.json")
