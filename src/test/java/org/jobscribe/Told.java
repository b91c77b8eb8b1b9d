package org.jobscribe;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps the events that it is told, for whoever asks what they were. */
public final class Told implements Event<Object> {

  private final List<Object> events = new ArrayList<>();

  public List<Object> events() {
    return events;
  }

  @Override
  public void fire(Object event) {
    events.add(event);
  }

  @Override
  public <U> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<Object> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
