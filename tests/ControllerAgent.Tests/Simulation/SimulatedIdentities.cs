using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Agents;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>Codes, agents and tokens of the simulator.</summary>
public sealed class SimulatedIdentities
{
    public const string Code = "code-1";

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private EnrollAgent? _enrolled;
    private int _issued;
    private volatile bool _revoked;

    /// <summary>Gets or sets the key by which the agent is known; null before the enrolment.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Gets the keys that came by a change.</summary>
    public ConcurrentQueue<string> KeysTaken { get; } = new();

    /// <summary>Gets every enrolment that was sent.</summary>
    public ConcurrentQueue<EnrollAgent> Enrolments { get; } = new();

    /// <summary>Gets how many tokens were given.</summary>
    public int Issued => _issued;

    /// <summary>Gets or sets how long a token lives.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(15);

    public IResult Enroll(EnrollAgent request)
    {
        Enrolments.Enqueue(request);
        if (request.Code != Code || (_enrolled is not null && _enrolled.PublicKey != request.PublicKey))
        {
            return Results.Problem(
                statusCode: 401,
                title: "Not signed in",
                detail: "The code is not known.",
                extensions: new Dictionary<string, object?> { ["nextStep"] = "Make a new one." });
        }

        _enrolled = request;
        PublicKey = request.PublicKey;
        return Results.Ok(new EnrolledAgent("site-a.1", "site-a"));
    }

    public async Task<IResult> GiveTokenAsync(RequestAgentToken request)
    {
        if (PublicKey is null)
        {
            return Results.Problem(statusCode: 401, title: "Unknown agent");
        }

        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKey), out _);
        TokenValidationResult proof = await new JsonWebTokenHandler().ValidateTokenAsync(
            request.Assertion,
            new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKey = new ECDsaSecurityKey(key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                ValidIssuer = request.AgentId,
                ValidAudience = RequestAgentToken.AgentAudience,
            });
        if (!proof.IsValid || proof.ClaimsIdentity.FindFirst("sub")?.Value != request.AgentId
            || proof.ClaimsIdentity.FindFirst("jti") is null
            || proof.SecurityToken.ValidTo > TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5))
        {
            return Results.Problem(statusCode: 401, title: "Bad assertion", detail: proof.Exception?.Message);
        }

        if (_revoked)
        {
            return Results.Problem(
                statusCode: 403,
                title: "The agent was revoked",
                extensions: new Dictionary<string, object?>
                {
                    ["code"] = AgentProblems.Revoked, ["nextStep"] = "Empty its state directory and enroll it anew.",
                });
        }

        string token = $"token-{Interlocked.Increment(ref _issued)}";
        _tokens[token] = request.AgentId;
        return Results.Ok(new AgentToken(token, TimeProvider.System.GetUtcNow() + TokenLife));
    }

    /// <summary>Takes a new key that is signed by both, or was taken before.</summary>
    public IResult ChangeKey(RotateAgentKey request)
    {
        byte[] statement = Encoding.UTF8.GetBytes(RotateAgentKey.Statement("site-a.1", PublicKey!, request.PublicKey));
        if (request.PublicKey != PublicKey
            && !(HasSigned(PublicKey!, statement, request.ProofByOld) && HasSigned(request.PublicKey, statement, request.ProofByNew)))
        {
            return Results.Problem(statusCode: 403, title: "Not signed by both");
        }

        if (request.PublicKey != PublicKey)
        {
            PublicKey = request.PublicKey;
            KeysTaken.Enqueue(request.PublicKey);

            // A token is good for the key that it was given for.
            Revoke();
        }

        return Results.NoContent();
    }

    public bool Accepts(string authorization) => _tokens.ContainsKey(authorization.Replace("Bearer ", null, StringComparison.Ordinal));

    /// <summary>Revokes the agent: its tokens are no longer taken, and it gets no more.</summary>
    public void RevokeAgent()
    {
        _revoked = true;
        Revoke();
    }

    /// <summary>Forgets all tokens, as a control plane with new keys does.</summary>
    public void Revoke() => _tokens.Clear();

    private static bool HasSigned(string publicKey, byte[] statement, string signature)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        return key.VerifyData(
            statement, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
