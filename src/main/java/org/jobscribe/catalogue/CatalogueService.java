package org.jobscribe.catalogue;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.jobscribe.catalogue.value.ValueFormat;
import org.jobscribe.problem.InvalidInput;
import org.jobscribe.problem.NotFound;
import org.jobscribe.problem.Violation;

/** Views and their attributes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CatalogueService {

  @PersistenceContext private EntityManager entities;
  @Inject private StoredAttributes stored;

  /** All views, by id. */
  public List<CatalogueView> views() {
    return entities
        .createQuery("SELECT v FROM CatalogueView v ORDER BY v.id", CatalogueView.class)
        .getResultList();
  }

  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public CatalogueView createView(String name, String description) {
    CatalogueView view = new CatalogueView(name, description);
    entities.persist(view);
    entities.flush();
    return view;
  }

  /**
   * @throws NotFound if there is no such view
   */
  public Attributes attributes(long viewId) {
    return new Attributes(stored.find(viewId).orElseThrow(() -> unknown(viewId)));
  }

  private static NotFound unknown(long viewId) {
    return new NotFound(
        Violation.inPath("viewId", Long.toString(viewId), "There is no view " + viewId));
  }

  /**
   * @throws NotFound if there is no such view
   * @throws InvalidInput if the view has an attribute of this name
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public Attribute createAttribute(
      long viewId, String name, String description, ValueFormat valueFormat) {
    if (attributes(viewId).find(name).isPresent()) {
      throw new InvalidInput(
          Violation.inBody(
              "name", name, "View %d already has an attribute '%s'".formatted(viewId, name)));
    }
    Attribute attribute = new Attribute(viewId, name, description, valueFormat);
    entities.persist(attribute);
    entities.flush();
    return attribute;
  }
}
