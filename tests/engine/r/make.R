# SPDX-License-Identifier: GPL-3.0-or-later
# make.R - twelve monthly series and what R makes of them: results.csv, which
# test_r_agreement.c reads. Made with R 4.2.2 and its package forecast 8.20 by
#   Rscript make.R > results.csv
# Columns: series, what, place (from 1), value. What is what stands beside each put().
# Eight series come with R (package datasets); four are drawn here, as money looks.
suppressMessages(library(forecast))
h <- 18

put <- function(name, what, values)
  cat(sprintf("%s,%s,%d,%.17g\n", name, what, seq_along(values), as.numeric(values)),
      sep = "")

monthly <- function(x) ts(round(x, 2), frequency = 12)

drawn <- function() {
  set.seed(20210401)
  income <- monthly(-9000 - 6000 * sin(2 * pi * (1:60) / 12) + rnorm(60, 0, 900))
  income[c(14, 31, 50)] <- c(4125.5, 1830.25, 6240) # refunds: both signs
  month <- rep(c(1, 1, 1.1, 1, .9, 1, 1, 1, 1.2, 1, 1, 1.8), length.out = 28)
  short <- monthly((52000 + 350 * (1:28)) * month * exp(rnorm(28, 0, .04)))
  zeros <- monthly(ifelse(runif(48) < .35, 0, 18000 * exp(rnorm(48, 0, .5))))
  plain <- monthly(cumsum(c(310000, rnorm(65, 900, 8000))))
  list(income = income, short = short, zeros = zeros, plain = plain)
}

# The test in thetaf(), written out.
tested <- function(x) {
  r <- as.numeric(acf(x, lag.max = 12, plot = FALSE)$acf)[-1]
  length(x) > 24 && abs(r[12]) > qnorm(.95) * sqrt((1 + 2 * sum(r[-12]^2)) / length(x))
}

# The dynamic Theta model with given alpha, weight and start, each line by lsfit() anew.
dotm <- function(y, a, w, l) {
  n <- length(y)
  x <- as.numeric(y)
  for (t in 1:(n + h)) {
    b <- c(0, 0)
    if (t == 2) b[1] <- x[1]
    if (t > 2) b <- lsfit(1:(t - 1), x[1:(t - 1)])$coefficients
    mu <- l + w * ((1 - a)^(t - 1) * b[1] + (1 - (1 - a)^t) / a * b[2])
    if (t > n) x[t] <- mu
    l <- l + a * (x[t] - l)
  }
  tail(x, h)
}

put_state_space <- function(name, x, model) {
  m <- ets(x, model, damped = TRUE)
  p <- c(m$par[c("alpha", "beta", "gamma", "phi")])
  put(name, paste0(model, "-parameters"), p)
  put(name, paste0(model, "-first"), m$initstate) # level, slope, season t = 0, -1 ...
  put(name, paste0(model, "-last"), m$states[length(x) + 1, ])
  put(name, paste0(model, "-likelihood"), -2 * m$loglik)
}

make <- function(name, x) {
  positive <- all(x > 0)
  season <- decompose(x, if (positive) "multiplicative" else "additive")
  put(name, "value", x)
  put(name, "additive", decompose(x, "additive")$figure)
  if (positive) put(name, "multiplicative", decompose(x, "multiplicative")$figure)
  put(name, "tested", tested(x))
  put(name, "snaive", snaive(x, h = h)$mean)

  # What goes on is x without the season where there is one.
  rest <- x
  back <- function(f) f
  if (tested(x) && positive) {
    rest <- seasadj(season)
    back <- function(f) f * rep(tail(season$seasonal, 12), 2)[1:h]
  } else if (tested(x)) {
    rest <- x - season$seasonal
    back <- function(f) f + rep(tail(season$seasonal, 12), 2)[1:h]
  }
  rest <- ts(as.numeric(rest))
  put(name, "naive2", back(as.numeric(naive(rest, h = h)$mean)))
  s <- ses(rest, h = h)
  put(name, "ses", c(s$model$par[c("alpha", "l")], s$mean[1], sum(residuals(s)^2)))
  s <- ses(rest, h = h, initial = "simple", alpha = .3)
  put(name, "ses-simple", c(s$mean[1], s$model$SSE))
  put(name, "theta", if (positive) thetaf(x, h = h)$mean else
                       back(as.numeric(thetaf(rest, h = h)$mean)))
  put(name, "dotm", dotm(rest, .2, .6, .4 * rest[1]))
  m <- ets(rest, "AAN", damped = TRUE)
  put(name, "damped", c(m$par[c("alpha", "beta", "phi", "l", "b")],
                        sum(residuals(m)^2), forecast(m, h = h)$mean))
  put_state_space(name, x, "AAA")
  if (!positive) return(invisible())
  put_state_space(name, x, "MAM")
  s <- ses(log(rest), h = h)
  put(name, "ses-log", s$model$par[c("alpha", "l")])
  put(name, "theta-log", back(exp(as.numeric(thetaf(log(rest), h = h)$mean))))
}

cat("series,what,place,value\n")
series <- c(list(AirPassengers = AirPassengers, USAccDeaths = USAccDeaths, nottem = nottem,
                 ldeaths = ldeaths, mdeaths = mdeaths, fdeaths = fdeaths, co2 = co2,
                 UKDriverDeaths = UKDriverDeaths), drawn())
for (name in names(series)) make(name, series[[name]])
