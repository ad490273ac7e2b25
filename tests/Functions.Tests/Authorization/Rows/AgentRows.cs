using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

/// <summary>The agent channel. A command belongs to the node's agent that holds it.</summary>
internal static class AgentRows
{
    public static Row[] All { get; } =
    [
        // What counts is the code, and the signature.
        new Row("POST", "/agent/enroll", Everyone(200))
            .Json(async things => new EnrollAgent(await things.CodeAsync(), things.AgentPublicKey, "host", "1")),
        new Row("POST", "/agent/token", Everyone(200))
            .Json(async things => await things.AgentAsync() is var agent
                ? new RequestAgentToken(agent.ToString(), things.Assertion(agent)) : null!),
        new Row("POST", "/agent/facts", AnyAgent(204))
            .Json(new AgentFacts("1", "host", "Linux", "X64", 1, 1, DateTimeOffset.UnixEpoch)),

        // Whoever has another agent's proof has changed nobody's key.
        new Row("POST", "/agent/key", AnyAgent(204) with { OtherAgent = 403 })
            .Json(async things => things.NewKeyOf(await things.AgentAsync())),
        new Row("POST", "/agent/commands/lease", AnyAgent(200)).Json(new LeaseCommands("session", 8, 0, [])),
        new Row("POST", "/agent/questions/next", AnyAgent(200)).Json(new NextQuestions(8, 0, [])),

        // An answer that nobody waits for, or that another node's agent gives, is dropped without a word.
        new Row("POST", "/agent/questions/{question=q}/answer", AnyAgent(204)).Json(new AnswerQuestion(null)),
        new Row("POST", "/agent/progress", AnyAgent(200)).Json(new ReportProgress("session", [])),
        new Row("POST", "/agent/commands/{ProbePath}/complete", Holder(204))
            .Json(new CompleteCommand(Things.Lease, CommandOutcome.Stopped, null, null)),
        new Row("PUT", "/agent/commands/{PlanCopy}/chunks/{chunk=1}", Holder(204)).Lines(),
        new Row("PUT", "/agent/commands/{PlanCopy}/extras/{page=1}", Holder(204)).Lines(),
        new Row("PUT", "/agent/commands/{ListDestination}/listed/{page=1}", Holder(204)).Lines(),
        new("GET", "/agent/commands/{PlanCopy}/keys?page=0", Holder(200)),
        new Row("POST", "/agent/commands/{SignChunk}/ledger/signatures", Holder(204)).Lines(),
        new("GET", "/agent/commands/{CopyChunk}/ledger/signatures", Holder(200)),
        new Row("POST", "/agent/commands/{CopyChunk}/ledger/{stream=copied}", Holder(204)).Lines(),
        new("GET", "/agent/commands/{CopyChunk}/ledger/{stream=copied}", Holder(200)),
        new("GET", "/agent/commands/{SignReceipt}/receipt", Holder(200)),
    ];

    private static RotateAgentKey NewKeyOf(this Things things, AgentId agent)
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string publicKey = Convert.ToBase64String(next.ExportSubjectPublicKeyInfo());
        byte[] statement = Encoding.UTF8.GetBytes(RotateAgentKey.Statement(agent.ToString(), things.AgentPublicKey, publicKey));
        return new RotateAgentKey(publicKey, Proof(things.AgentKey, statement), Proof(next, statement));
    }

    private static string Proof(ECDsa key, byte[] statement) => Convert.ToBase64String(
        key.SignData(statement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <summary>A fresh assertion of an agent: each is good once.</summary>
    private static string Assertion(this Things things, AgentId agent)
        => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = agent.ToString(),
            Audience = RequestAgentToken.AgentAudience,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = agent.ToString(), ["jti"] = Guid.NewGuid().ToString(),
            },
            Expires = things.Now.UtcDateTime.AddMinutes(2),
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(things.AgentKey) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });
}
