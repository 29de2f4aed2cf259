package org.entitlementledger.api.security.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects the keys that may have signed a token. The algorithm must fit the key as the issuer
 * publishes it now (its type, curve, {@code alg} and {@code use}), so that an issuer may change
 * algorithms at any time and a token cannot choose one. Unsigned and symmetric ones never fit.
 *
 * @param source where the keys come from
 * @param algorithms which ones are taken at all
 */
public record SigningKeys(JWKSource<SecurityContext> source, Set<JWSAlgorithm> algorithms)
    implements JWSKeySelector<SecurityContext> {
  /** Those that the JDK verifies, all with a public key. */
  public static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  @Override
  public List<? extends Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    if (!algorithms.contains(header.getAlgorithm())) {
      throw new TokenRefused(TokenFault.ALGORITHM);
    }
    String id = header.getKeyID();
    var fitting = new JWKMatcher.Builder(JWKMatcher.forJWSHeader(header)).keyID(null);
    // by its id alone: a known key that does not fit is no reason to ask the issuer again
    var named = id == null ? fitting : new JWKMatcher.Builder().keyID(id);
    List<JWK> candidates = source.get(new JWKSelector(named.build()), context);
    if (candidates.isEmpty()) {
      throw new TokenRefused(TokenFault.UNKNOWN_KEY);
    }
    List<PublicKey> keys =
        publicKeys(new JWKSelector(fitting.build()).select(new JWKSet(candidates)));
    if (keys.isEmpty()) {
      throw new TokenRefused(TokenFault.ALGORITHM);
    }
    return keys;
  }

  private static List<PublicKey> publicKeys(List<JWK> found) {
    var keys = new ArrayList<PublicKey>();
    for (JWK key : found) {
      if (key instanceof OctetKeyPair edwards) {
        if (edwards.getCurve().equals(Curve.Ed25519)) {
          keys.add(Ed25519Verifier.publicKey(edwards.getDecodedX()));
        }
      } else {
        for (Key converted : KeyConverter.toJavaKeys(List.of(key))) {
          if (converted instanceof PublicKey half) {
            keys.add(half);
          }
        }
      }
    }
    return keys;
  }
}
