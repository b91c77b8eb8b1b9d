package org.jobscribe.job;

/**
 * A job about to be submitted.
 *
 * @param type the name of its type, at most 100 characters
 * @param name at most 200 characters
 * @param description at most 1,000 characters
 * @param parameters what its type needs to know beside the items: a JSON object of at most 32,000
 *     characters
 * @param submitter who asked for it; null if nobody did
 */
public record NewJob(
    String type, String name, String description, String parameters, String submitter) {}
