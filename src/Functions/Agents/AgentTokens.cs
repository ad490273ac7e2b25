using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Agents;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Agents;

/// <summary>Short-lived agent tokens: given for an assertion signed with the agent's own key, readable only here.</summary>
/// <remarks>A token is good for as long as the agent has that key, and a quarter of an hour at most.</remarks>
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

    /// <summary>Gives a token for an assertion signed with this key.</summary>
    public AgentToken Issue(AgentId agent, string publicKey)
    {
        DateTimeOffset expires = time.GetUtcNow() + Lifetime;
        return new AgentToken(_protector.Protect($"{expires.ToUnixTimeSeconds()} {agent} {KeyMark(publicKey)}"), expires);
    }

    /// <summary>To whom a token was given, or null when it is not one of ours or has expired.</summary>
    public GivenToken? Read(string token)
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

        return content.Split(' ') is [var expires, var id, var mark] && long.Parse(expires) > time.GetUtcNow().ToUnixTimeSeconds()
            && AgentId.Parse(id) is { } agent
            ? new GivenToken(agent, mark)
            : null;
    }

    private static string KeyMark(string publicKey)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(publicKey)))[..16];

    private bool IsShort(DateTime? expires)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } at && at > now - ClockSkew && at <= now + LongestAssertion + ClockSkew;
    }

    /// <summary>What a token says.</summary>
    /// <param name="Agent">Who it was given to.</param>
    /// <param name="Mark">The beginning of a hash of the public key that it was given for.</param>
    internal readonly record struct GivenToken(AgentId Agent, string Mark)
    {
        public bool IsForKey(string publicKey) => Mark == KeyMark(publicKey);
    }
}
