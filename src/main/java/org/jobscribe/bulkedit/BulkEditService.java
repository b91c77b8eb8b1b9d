package org.jobscribe.bulkedit;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobscribe.catalogue.Attribute;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueService;
import org.jobscribe.catalogue.Item;
import org.jobscribe.catalogue.ItemService;
import org.jobscribe.catalogue.value.Value;
import org.jobscribe.engine.JobSubmission;
import org.jobscribe.job.Job;
import org.jobscribe.json.JsonText;
import org.jobscribe.web.BodyNode;

/** Previews bulk edits and takes them in as jobs. */
@Stateless
public class BulkEditService {

  private static final int PAGE = 1_000;

  @EJB private CatalogueService catalogue;
  @EJB private ItemService items;
  @EJB private JobSubmission submission;

  /**
   * What the clauses would change; writes nothing.
   *
   * @throws org.jobscribe.problem.NotFound if there is no such view
   * @throws org.jobscribe.problem.InvalidInput if a clause does not fit the view
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Preview preview(long viewId, JsonObject body) {
    Clauses clauses = Clauses.read(BodyNode.root(body), catalogue.attributes(viewId));
    Preview preview = new Preview(clauses);
    List<Item> page = items.after(viewId, 0, PAGE);
    while (!page.isEmpty()) {
      addPage(preview, viewId, page, attributesIn(clauses));
      page = items.after(viewId, page.get(page.size() - 1).id(), PAGE);
    }
    return preview;
  }

  private void addPage(Preview preview, long viewId, List<Item> page, Set<Attribute> attributes) {
    Map<Long, Map<Long, Value>> values =
        items.values(viewId, page.get(0).id(), page.get(page.size() - 1).id(), attributes);
    page.forEach(item -> preview.add(item, values.getOrDefault(item.id(), Map.of())));
  }

  private static Set<Attribute> attributesIn(Clauses clauses) {
    return Stream.concat(
            clauses.changes().stream().map(Clauses.Change::attribute),
            clauses.conditions().stream().map(Clauses.When::attribute))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Takes a bulk edit package in. It is checked whole before the job exists for anyone: a mistake
   * anywhere in it rolls everything back.
   *
   * @param submitter who asks for it
   * @throws org.jobscribe.problem.NotFound if there is no such view
   * @throws org.jobscribe.problem.InvalidInput if the package does not fit the view
   */
  public Job submit(long viewId, InputStream body, String submitter) {
    Attributes attributes = catalogue.attributes(viewId);
    PackageReader edits = new PackageReader(body, attributes, ids -> existing(viewId, ids));
    String parameters = JsonText.object().add("viewId", viewId).build().toString();
    return submission.submit(
        BulkEditWork.TYPE.newJob("viewId " + viewId, parameters, submitter), edits);
  }

  private Set<Long> existing(long viewId, Set<Long> ids) {
    return items.existing(viewId, new ArrayList<>(ids)).stream()
        .map(Item::id)
        .collect(Collectors.toSet());
  }
}
