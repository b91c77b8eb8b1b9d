package org.jobscribe.job;

import java.util.List;

/**
 * A part of a log together with its first lines, as {@link LogPages} would read them: at most
 * {@link LogPages#PAGE}.
 */
public record FirstPage(LogTail tail, List<LogLine> lines) {}
