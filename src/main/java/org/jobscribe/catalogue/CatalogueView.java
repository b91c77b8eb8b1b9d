package org.jobscribe.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A view: the place of items and attributes that belong together. */
@Entity
@Table(name = "catalogue_view")
public class CatalogueView {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  private String name;
  private String description;

  protected CatalogueView() {}

  CatalogueView(String name, String description) {
    this.name = name;
    this.description = description;
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }
}
