using System.Security.Cryptography;
using DtnBox.Contracts.Agents;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Agents;

/// <summary>Short-lived agent tokens: given for an assertion signed with the agent's own key, readable only here.</summary>
internal sealed class AgentTokens(IDataProtectionProvider provider, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = provider.CreateProtector("DtnBox.Agents.Token.v1");

    /// <summary>Checks an assertion (RFC 7523 §3) against the agent's public key; whether it was used before is not asked.</summary>
    public async Task<bool> IsValidAsync(AgentId agent, string assertion, AgentRow row)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(row.PublicKey), out _);
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(
            assertion,
            new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                // The library caches signature providers by key id; keys here come and go with each call.
                IssuerSigningKey = new ECDsaSecurityKey(key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                ValidIssuer = agent.ToString(),
                ValidAudience = RequestAgentToken.AgentAudience,
                LifetimeValidator = (_, expires, _, _) => IsShort(expires),
            });
        return result.IsValid
            && result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value == agent.ToString()
            && result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Jti) is { Value.Length: > 0 };
    }

    public AgentToken Issue(AgentId agent)
    {
        DateTimeOffset expires = time.GetUtcNow() + Lifetime;
        return new AgentToken(_protector.Protect($"{expires.ToUnixTimeSeconds()} {agent}"), expires);
    }

    /// <summary>The agent a token was given to, or null when it is not one of ours or has expired.</summary>
    public AgentId? Read(string token)
    {
        string content;
        try
        {
            content = _protector.Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return content.Split(' ') is [var expires, var agent] && long.Parse(expires) > time.GetUtcNow().ToUnixTimeSeconds()
            ? AgentId.Parse(agent)
            : null;
    }

    private bool IsShort(DateTime? expires)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } at && at > now - ClockSkew && at <= now + LongestAssertion + ClockSkew;
    }
}
