/**
 * What every resource shares: the JAX-RS application, the reply's envelope, parameters of the path
 * and the query.
 */
package org.jobscribe.web;
