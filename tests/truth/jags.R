# Makes jags.json: the same model by JAGS, missing days imputed by the sampler, 4 chains x 100,000. Run in this folder: Rscript jags.R
suppressMessages(library(rjags))
code <- "model {
  for (t in 1:n) { mu[t] <- b0 + b1 * trend[t] + d * (s[t] - 0.5) }
  y[1] ~ dnorm(mu[1], tau * (1 - rho * rho))
  for (t in 2:n) { y[t] ~ dnorm(mu[t] + rho * (y[t - 1] - mu[t - 1]), tau) }
  b0 ~ dnorm(5, 0.01); b1 ~ dnorm(0, 0.25); d ~ dnorm(0, 0.25)
  r ~ dbeta(4, 2); rho <- 2 * r - 1
  sigma ~ dnorm(0, 1 / 2.25) T(0,)
  tau <- 1 / (sigma * sigma)
}"
readme <- c(9,9,10,11,9,7,6,6,6,6,5,5,6,4,6,6,7,7,9,8,8,7,NA,6,6,7,NA,8)
make <- function(seed, n, period, rho, s, d, missing) {
  set.seed(seed)
  arm <- rep(rep(c(1, 0), length.out = ceiling(n / period)), each = period)[1:n]
  pain <- round(5 + d * arm + as.numeric(arima.sim(list(ar = rho), n, sd = s)), 1)
  pain[runif(n) < missing] <- NA
  list(pain = pain, arm = arm, half_life = 0)
}
series <- list(nof1ins = list(pain = readme, arm = rep(c(0,1,0,1), each = 7), half_life = 0), gaps = make(21, 56, 7, 0.6, 1.2, -1.5, 0.3),
               carryover = c(make(22, 56, 7, 0.3, 1.4, -2, 0.1)[c("pain", "arm")], half_life = 2))
out <- lapply(series, function(each) {
  n <- length(each$pain); left <- if (each$half_life > 0) 0.5^(1 / each$half_life) else 0; state <- 0; s <- numeric(n)
  for (t in 1:n) { state <- left * state + (1 - left) * each$arm[t]; s[t] <- state }
  day <- seq_len(n)
  model <- jags.model(textConnection(code), list(y = each$pain, s = s, trend = (day - mean(day)) / n, n = n), n.chains = 4, quiet = TRUE,
                      inits = lapply(1:4, function(i) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = i)))
  update(model, 5000, progress.bar = "none")
  draws <- as.matrix(coda.samples(model, c("d", "rho", "sigma"), 100000, progress.bar = "none"))
  chain <- rep(1:4, each = 100000)
  error <- function(x) { b <- tapply(x, (seq_along(x) - 1) %/% 1000, mean); sd(b) / sqrt(length(b)) }
  list(pain = each$pain, arm = each$arm, half_life = each$half_life, mean = mean(draws[, "d"]), sd = sd(draws[, "d"]),
       error = error(draws[, "d"]), below_0 = mean(draws[, "d"] < 0), below_m1 = mean(draws[, "d"] < -1),
       error_0 = error(draws[, "d"] < 0), error_m1 = error(draws[, "d"] < -1), rho = mean(draws[, "rho"]), error_rho = error(draws[, "rho"]),
       sigma = mean(draws[, "sigma"]), error_sigma = error(draws[, "sigma"]))
})
number <- function(x) paste(ifelse(is.na(x), "null", format(x, digits = 9, trim = TRUE)), collapse = ", ")
text <- sapply(names(out), function(name) {
  o <- out[[name]]
  parts <- sapply(names(o), function(key) sprintf(if (length(o[[key]]) > 1) '"%s": [%s]' else '"%s": %s', key, number(o[[key]])))
  sprintf('"%s": {%s}', name, paste(parts, collapse = ", "))
})
writeLines(c("{", paste(text, collapse = ",\n"), "}"), "jags.json")
