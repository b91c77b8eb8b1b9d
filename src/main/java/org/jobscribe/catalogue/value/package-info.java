/**
 * The values of a product catalogue: what an attribute accepts, how a value is read and written,
 * when it changed and when a condition holds. The way in is {@link
 * org.jobscribe.catalogue.value.ValueFormat} for values and {@link
 * org.jobscribe.catalogue.value.Condition} for when-clauses. Everything here is immutable,
 * thread-safe and knows neither database nor HTTP.
 */
package org.jobscribe.catalogue.value;
