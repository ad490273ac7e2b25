using System.Security.Claims;
using DtnBox.Contracts.Agents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The proof of possession for which a token is given (RFC 7523).</summary>
internal static class Assertion
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public static string Sign(string agentId, AgentKey key, DateTimeOffset now)
    {
        var description = new SecurityTokenDescriptor
        {
            Issuer = agentId,
            Audience = RequestAgentToken.AgentAudience,
            Subject = new ClaimsIdentity(
            [
                new Claim(JwtRegisteredClaimNames.Sub, agentId),
                new Claim(JwtRegisteredClaimNames.Jti, Guid.NewGuid().ToString("N")),
            ]),
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(
                // The library would keep the signer of a key for the whole process, beyond the key's own life.
                new ECDsaSecurityKey(key.Pair) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(description);
    }
}
