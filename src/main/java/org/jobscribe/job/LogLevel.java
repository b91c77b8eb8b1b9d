package org.jobscribe.job;

/** How much a log line matters, least first. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
