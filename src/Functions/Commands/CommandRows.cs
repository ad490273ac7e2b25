using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Chains;

namespace DtnBox.Functions.Commands;

/// <summary>
/// A command for good: partition = node id, row = <c>cmd|id</c>. It stays until its transfer ends, so that scheduling
/// it again is recognised and its result can be read again.
/// </summary>
internal sealed class CommandRow : TableRow
{
    public const string Prefix = "cmd|";

    public string TransferId { get; set; } = string.Empty;

    public string InstanceId { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string InputJson { get; set; } = string.Empty;

    /// <summary>Gets or sets the W3C trace context of the activity that scheduled it.</summary>
    public string? Traceparent { get; set; }

    public bool Done { get; set; }

    /// <summary>Gets or sets the lease under which it was completed; the same agent may say so twice.</summary>
    public string? CompletedLeaseId { get; set; }

    public string? CompletionJson { get; set; }

    /// <summary>Gets or sets the try at a chunk that it is a step of; absent for others, and in rows of earlier versions.</summary>
    public string? ChainJson { get; set; }

    /// <summary>Gets or sets a value indicating whether a stop was ordered before it ended: then nothing follows it.</summary>
    public bool Halted { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public CommandCompletion? ReadCompletion() => Done ? Read<CommandCompletion>(CompletionJson) : null;

    public ChunkChain? ReadChain() => Read<ChunkChain>(ChainJson);

    public void WriteChain(ChunkChain? chain) => ChainJson = Write(chain);

    /// <summary>What follows it in its chain; null when it has not ended, or is of none.</summary>
    public ChunkMove? Move()
        => ReadChain() is { } chain && ReadCompletion() is { } end
            ? ChunkMoves.After(
                chain,
                Name,
                new ChunkCommandEnd(
                    end.Outcome,
                    Name == CommandNames.SignChunk ? null : end.ReadResult<ChunkResult>(),
                    end.Error,
                    Halted,
                    EndedAt - chain.CommandAt ?? TimeSpan.Zero))
            : null;

    /// <summary>The attempt in which, with this command, the last try at its chunk has failed; null when that is not so.</summary>
    public int? GivenUpIn() => Move() is { Verdict.End: ChunkEnd.GaveUp } move ? move.Chain.Attempt : null;

    public void Complete(string? leaseId, CommandCompletion completion, DateTimeOffset now, bool halted = false)
    {
        Done = true;
        CompletedLeaseId = leaseId;
        CompletionJson = Write(completion);
        EndedAt = now;
        Halted = halted;
    }
}

/// <summary>A command that is not done: row = <c>open|id</c>. The queue of a node is the range of these.</summary>
internal sealed class OpenCommandRow : TableRow
{
    public const string Prefix = "open|";

    public string TransferId { get; set; } = string.Empty;

    public int? Chunk { get; set; }

    public string Name { get; set; } = string.Empty;

    public DateTimeOffset ScheduledAt { get; set; }

    /// <summary>Gets or sets when the chain began that it is a step of: what has begun is finished before more is begun.</summary>
    public DateTimeOffset? ChainBeganAt { get; set; }

    public string? LeaseId { get; set; }

    public string? AgentName { get; set; }

    public string? SessionId { get; set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }

    public int Deliveries { get; set; }

    public bool StopRequested { get; set; }

    public long ObjectsDone { get; set; }

    public long BytesDone { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    /// <summary>Its place in the queue.</summary>
    public DateTimeOffset GetTurn() => ChainBeganAt ?? ScheduledAt;

    /// <summary>
    /// Whether an agent may take it: never leased, lease run out, or leased to this very agent, which does not have it –
    /// because the process that took it is dead, or the answer with the lease was lost.
    /// </summary>
    public bool IsFree(DateTimeOffset now, string agentName, LeaseCommands request)
        => LeaseId is null || LeaseExpiresAt <= now
            || (AgentName == agentName && (SessionId != request.SessionId || !request.Held.Contains(GetId())));

    /// <summary>Ends an agent's lease, unless somebody else has the command by now.</summary>
    public bool TryRelease(string agentName)
    {
        if (AgentName != agentName || LeaseId is null)
        {
            return false;
        }

        LeaseId = null;
        LeaseExpiresAt = null;
        return true;
    }

    public bool IsLeased(DateTimeOffset now) => LeaseId is not null && LeaseExpiresAt > now;
}

/// <summary>A completion that the orchestration has perhaps not heard of yet: row = <c>raise|id</c>.</summary>
internal sealed class RaiseRow : TableRow
{
    public const string Prefix = "raise|";

    public DateTimeOffset CompletedAt { get; set; }

    public string GetCommandId() => RowKey[Prefix.Length..];
}
