package org.jobscribe.itemimport;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jobscribe.catalogue.Attributes;
import org.jobscribe.catalogue.CatalogueService;
import org.jobscribe.engine.JobSubmission;
import org.jobscribe.job.Job;
import org.jobscribe.json.JsonText;

/** Takes CSV files in as jobs. */
@Stateless
public class ItemImportService {

  @EJB private CatalogueService catalogue;
  @EJB private JobSubmission submission;

  /**
   * The header is checked now, the rows when the job comes to them.
   *
   * @param submitter who asks for it
   * @throws org.jobscribe.problem.NotFound if there is no such view
   * @throws org.jobscribe.problem.InvalidInput if the header does not fit the view, or if the file
   *     is not CSV
   */
  public Job submit(long viewId, InputStream file, String submitter) throws IOException {
    Attributes attributes = catalogue.attributes(viewId);
    try (CsvRows rows = new CsvRows(file)) {
      List<Column> columns = Column.read(rows.header(), attributes);
      String parameters =
          JsonText.object()
              .add("viewId", viewId)
              .add("columns", Column.write(columns))
              .build()
              .toString();
      return submission.submit(
          ItemImportWork.TYPE.newJob("viewId " + viewId, parameters, submitter), rows);
    }
  }
}
