/**
 * The catalogue: views that hold typed attributes and a tree of items with values. {@link
 * org.jobscribe.catalogue.CatalogueService} is the way in to views and attributes, {@link
 * org.jobscribe.catalogue.ItemService} to items; {@code catalogue.value} knows what values are.
 */
package org.jobscribe.catalogue;
