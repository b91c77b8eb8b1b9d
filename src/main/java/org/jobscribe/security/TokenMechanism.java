package org.jobscribe.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jobscribe.problem.Problem;
import org.jobscribe.problem.ProblemDocument;
import org.jobscribe.problem.Unauthenticated;
import org.jobscribe.problem.Violation;

/**
 * Guards {@code /api/}: no request passes without a token that the server's MicroProfile JWT
 * mechanism accepts. This class finds the token in either header, hands it over as that mechanism
 * expects it, and answers a refusal with a problem document that does not say which check failed.
 * Paths outside {@code /api/} are left alone.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class TokenMechanism implements HttpAuthenticationMechanism {

  private static final Unauthenticated REFUSAL =
      new Unauthenticated(
          Violation.inHeader(
              PresentedToken.HEADER,
              "Send a valid token in x-auth-jwt, or in Authorization after Bearer."));

  @Inject private BeanManager beans;
  @Inject private InstantSource clock;
  @Inject private VerifiedTokens verified;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    if (!isApi(request)) {
      return context.doNothing();
    }
    try {
      Optional<PresentedToken> token = PresentedToken.of(request);
      return token.isPresent()
          ? validate(token.get(), request, response, context)
          : refuse(REFUSAL, response);
    } catch (Problem problem) {
      return refuse(problem, response);
    }
  }

  private static boolean isApi(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
  }

  private AuthenticationStatus validate(
      PresentedToken token,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws AuthenticationException {
    Optional<CredentialValidationResult> known = verified.find(token);
    if (known.isPresent()) {
      context.getClientSubject().getPrincipals().add(known.get().getCallerPrincipal());
      return context.notifyContainerAboutLogin(known.get());
    }
    boolean isAccepted =
        token.isUsableAt(clock.instant())
            && serverMechanism()
                    .validateRequest(
                        new BearerRequest(request, token),
                        response,
                        new AttentiveContext(context, token))
                == AuthenticationStatus.SUCCESS;
    return isAccepted ? AuthenticationStatus.SUCCESS : refuse(REFUSAL, response);
  }

  /**
   * The mechanism that the server made for {@code @LoginConfig("MP-JWT")}: the one that is not this
   * class.
   */
  private HttpAuthenticationMechanism serverMechanism() {
    for (Bean<?> bean : beans.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE)) {
      if (bean.getBeanClass() != TokenMechanism.class) {
        return (HttpAuthenticationMechanism)
            beans.getReference(
                bean, HttpAuthenticationMechanism.class, beans.createCreationalContext(bean));
      }
    }
    throw new IllegalStateException("This server has no MicroProfile JWT");
  }

  private static AuthenticationStatus refuse(Problem problem, HttpServletResponse response)
      throws AuthenticationException {
    try {
      ProblemDocument.of(problem).send(response);
      return AuthenticationStatus.SEND_FAILURE;
    } catch (IOException e) {
      throw new AuthenticationException(e);
    }
  }

  /** Shows the token where the server looks for it. */
  private static final class BearerRequest extends HttpServletRequestWrapper {
    private final PresentedToken token;

    BearerRequest(HttpServletRequest request, PresentedToken token) {
      super(request);
      this.token = token;
    }

    @Override
    public String getHeader(String name) {
      return "Authorization".equalsIgnoreCase(name)
          ? "Bearer " + token.jwt()
          : super.getHeader(name);
    }
  }

  /** Keeps the server's mechanism from answering by itself, and remembers what it has verified. */
  private final class AttentiveContext extends HttpMessageContextWrapper {
    private final PresentedToken token;

    AttentiveContext(HttpMessageContext context, PresentedToken token) {
      super(context);
      this.token = token;
    }

    @Override
    public AuthenticationStatus notifyContainerAboutLogin(CredentialValidationResult result) {
      verified.remember(token, result);
      return super.notifyContainerAboutLogin(result);
    }

    @Override
    public AuthenticationStatus responseUnauthorized() {
      return AuthenticationStatus.SEND_FAILURE;
    }
  }
}
