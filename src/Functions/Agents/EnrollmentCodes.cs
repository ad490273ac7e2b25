using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>One-time codes with which agents join their node.</summary>
internal sealed class EnrollmentCodes(StorageAccount account, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Makes a code of 160 random bits for a node.</summary>
    public async Task<EnrollmentCode> CreateAsync(
        string nodeId, CancellationToken cancellationToken, string? createdBy = null)
    {
        string code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        DateTimeOffset expires = time.GetUtcNow() + Lifetime;
        var row = new EnrollmentRow
        {
            PartitionKey = EnrollmentRow.Partition,
            RowKey = Hash(code),
            NodeId = nodeId,
            ExpiresAt = expires,
            CreatedBy = createdBy,
            CreatedAt = time.GetUtcNow(),
        };
        await account.Agents.AddEntityAsync(row, cancellationToken);
        return new EnrollmentCode(code, expires, row.GetId());
    }

    /// <summary>The codes of a node that can still be used.</summary>
    public async Task<IReadOnlyList<OutstandingCode>> ListAsync(string nodeId, CancellationToken cancellationToken)
        => await OutstandingAsync(nodeId, cancellationToken)
            .Select(row => new OutstandingCode(row.GetId(), row.ExpiresAt, row.CreatedBy, row.CreatedAt))
            .ToListAsync(cancellationToken);

    /// <summary>Makes a code useless; false when there is none that could be used.</summary>
    public async Task<bool> RevokeAsync(string nodeId, string id, CancellationToken cancellationToken)
        => await OutstandingAsync(nodeId, cancellationToken)
                .FirstOrDefaultAsync(row => row.GetId() == id, cancellationToken) is { } found

            // Under its ETag: whoever uses it at this moment has used it, or finds it gone.
            && await account.Agents.TrySubmitAsync([TableAccess.Delete(found)], cancellationToken);

    private IAsyncEnumerable<EnrollmentRow> OutstandingAsync(string nodeId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return account.Agents
            .QueryAsync<EnrollmentRow>(
                row => row.PartitionKey == EnrollmentRow.Partition && row.NodeId == nodeId, cancellationToken: cancellationToken)
            .Where(row => row.AgentId is null && row.ExpiresAt > now);
    }

    /// <summary>Spends a code; null when it is unknown, expired, or was spent by another key.</summary>
    /// <remarks>
    /// The code is bound to key and agent id before the agent's row is written, so a process that dies between the two
    /// leaves a code that the same agent can send again.
    /// </remarks>
    public async Task<EnrolledAgent?> SpendAsync(EnrollAgent request, CancellationToken cancellationToken)
    {
        EnrollmentRow? code = await account.Agents.ChangeAsync<EnrollmentRow>(
            EnrollmentRow.Partition,
            Hash(request.Code),
            row =>
            {
                if (row.AgentId is not null || row.ExpiresAt <= time.GetUtcNow())
                {
                    return false;
                }

                row.AgentId = AgentId.New(row.NodeId).ToString();
                row.PublicKey = request.PublicKey;
                return true;
            },
            cancellationToken);
        if (code?.AgentId is null || code.PublicKey != request.PublicKey)
        {
            return null;
        }

        AgentId agent = AgentId.Parse(code.AgentId)!.Value;
        await account.Agents.TryInsertAsync(
            new AgentRow
            {
                PartitionKey = agent.NodeId,
                RowKey = AgentRow.Prefix + agent.Name,
                PublicKey = request.PublicKey,
                HostName = request.HostName,
                Version = request.Version,
                EnrolledAt = time.GetUtcNow(),
            },
            cancellationToken);
        return new EnrolledAgent(agent.ToString(), agent.NodeId);
    }

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
