package org.jobscribe.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attributes of one view, by id ascending. Immutable. */
public final class Attributes {

  private final List<Attribute> all;
  private final Map<Long, Attribute> byId;
  private final Map<String, Attribute> byName;

  Attributes(List<Attribute> all) {
    this.all = List.copyOf(all);
    byId = all.stream().collect(Collectors.toMap(Attribute::id, Function.identity()));
    byName = all.stream().collect(Collectors.toMap(Attribute::name, Function.identity()));
  }

  public List<Attribute> all() {
    return all;
  }

  public Optional<Attribute> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Attribute> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
