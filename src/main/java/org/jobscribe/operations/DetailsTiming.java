package org.jobscribe.operations;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jobscribe.follow.DetailsResource;

/** Has the details calls timed, and no other. */
@Provider
public class DetailsTiming implements DynamicFeature {

  @Inject private JobMetrics metrics;

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (resource.getResourceClass() == DetailsResource.class) {
      context.register(new CallTimer(metrics::detailsTook));
    }
  }
}
