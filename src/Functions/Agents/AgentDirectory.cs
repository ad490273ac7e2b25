using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>The enrolled agents of each node.</summary>
internal sealed class AgentDirectory(StorageAccount account, TimeProvider time)
{
    /// <summary>How old "last seen" may grow before it is written again; progress comes every second.</summary>
    private static readonly TimeSpan SeenResolution = TimeSpan.FromSeconds(5);

    public Task<AgentRow?> FindAsync(AgentId agent, CancellationToken cancellationToken)
        => account.Agents.FindAsync<AgentRow>(agent.NodeId, AgentRow.Prefix + agent.Name, cancellationToken);

    public async Task<IReadOnlyList<AgentView>> ViewAsync(string nodeId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return await account.Agents
            .ReadRangeAsync<AgentRow>(nodeId, AgentRow.Prefix, cancellationToken: cancellationToken)
            .Select(agent => agent.View(now))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The agents of a node, revoked ones among them.</summary>
    public async Task<IReadOnlyList<AgentRow>> ListAsync(string nodeId, CancellationToken cancellationToken)
        => await account.Agents
            .ReadRangeAsync<AgentRow>(nodeId, AgentRow.Prefix, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);

    /// <summary>Whether a node has an agent, heard or not: if not, the other side's agent works for it.</summary>
    public async Task<bool> AnyAsync(string nodeId, CancellationToken cancellationToken)
        => await account.Agents
            .ReadRangeAsync<AgentRow>(nodeId, AgentRow.Prefix, cancellationToken: cancellationToken)
            .AnyAsync(agent => agent.RevokedAt is null, cancellationToken);

    /// <summary>Whether a node has an agent that has ever known keyless transfers.</summary>
    public async Task<bool> AnyKnewKeylessAsync(string nodeId, CancellationToken cancellationToken)
        => await account.Agents
            .ReadRangeAsync<AgentRow>(nodeId, AgentRow.Prefix, cancellationToken: cancellationToken)
            .AnyAsync(agent => agent.RevokedAt is null && agent.KnewKeyless, cancellationToken);

    /// <summary>Whether one of a node's connected agents can do a command that not every agent can.</summary>
    public async Task<bool> AnyKnowsAsync(string nodeId, string command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return await account.Agents
            .ReadRangeAsync<AgentRow>(nodeId, AgentRow.Prefix, cancellationToken: cancellationToken)
            .AnyAsync(agent => agent.Knows(command) && agent.View(now).Online, cancellationToken);
    }

    /// <summary>Whether an agent may be given work. Asked right before it is given: a long-poll outlives an order.</summary>
    public async Task<bool> MayLeaseAsync(AgentId agent, CancellationToken cancellationToken)
        => await FindAsync(agent, cancellationToken) is not ({ RevokedAt: not null } or { DrainingSince: not null });

    /// <summary>Notes that an agent is to change its key pair; it hears so with its next report, unless it was revoked.</summary>
    /// <returns>The agent, or null when there is none.</returns>
    public Task<AgentRow?> AskForNewKeyAsync(AgentId agent, CancellationToken cancellationToken)
        => account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                if (row.RevokedAt is not null || row.KeyChangeRequestedAt is not null)
                {
                    return false;
                }

                row.KeyChangeRequestedAt = time.GetUtcNow();
                return true;
            },
            cancellationToken);

    /// <summary>Changes an agent's key in one write; a repetition finds it changed and is as good.</summary>
    /// <returns>False when it is not signed by both keys.</returns>
    public async Task<bool> ChangeKeyAsync(AgentId agent, RotateAgentKey request, CancellationToken cancellationToken)
    {
        AgentRow? row = await account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                string statement = RotateAgentKey.Statement(agent.ToString(), row.PublicKey, request.PublicKey);
                if (row.PublicKey == request.PublicKey
                    || !AgentPublicKey.HasSigned(row.PublicKey, statement, request.ProofByOld)
                    || !AgentPublicKey.HasSigned(request.PublicKey, statement, request.ProofByNew))
                {
                    return false;
                }

                row.ChangeKey(request.PublicKey, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        return row?.PublicKey == request.PublicKey;
    }

    /// <summary>Gives an agent no new work, or again.</summary>
    /// <returns>The agent, or null when there is none.</returns>
    public Task<AgentRow?> DrainAsync(AgentId agent, bool drain, CancellationToken cancellationToken)
        => account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                bool changes = row.DrainingSince is null == drain;
                row.DrainingSince = drain ? row.DrainingSince ?? time.GetUtcNow() : null;
                return changes;
            },
            cancellationToken);

    /// <summary>Revokes an agent; who revoked it first is remembered.</summary>
    /// <returns>The agent, or null when there is none.</returns>
    public Task<AgentRow?> RevokeAsync(AgentId agent, string by, CancellationToken cancellationToken)
        => account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                if (row.RevokedAt is not null)
                {
                    return false;
                }

                row.RevokedAt = time.GetUtcNow();
                row.RevokedBy = by;
                return true;
            },
            cancellationToken);

    /// <summary>Keeps what an agent says of itself.</summary>
    public Task<AgentRow?> TakeFactsAsync(AgentId agent, AgentFacts facts, CancellationToken cancellationToken)
        => account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                row.Take(facts, time.GetUtcNow());
                return true;
            },
            cancellationToken);

    /// <summary>Notes that an agent asked for work just now, and what it knows.</summary>
    public Task AskedAsync(AgentId agent, IReadOnlyList<string>? knows, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row => row.Learn(knows) | row.See(now, SeenResolution),
            cancellationToken);
    }

    /// <summary>Notes that an agent was heard just now.</summary>
    /// <returns>The agent, or null when there is none.</returns>
    public Task<AgentRow?> SeenAsync(AgentId agent, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return account.Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row => row.See(now, SeenResolution),
            cancellationToken);
    }
}
