using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Chains;

/// <summary>How a command of a chain ended.</summary>
/// <param name="Halted">A stop was ordered while it ran: it may have come to its end all the same, but nothing follows.</param>
/// <param name="Took">How long it took from being queued to its end.</param>
internal sealed record ChunkCommandEnd(
    CommandOutcome Outcome, ChunkResult? Result, Fault? Error, bool Halted = false, TimeSpan Took = default);

/// <summary>What follows: another command, or the end of the try.</summary>
/// <param name="Chain">How far the try has come.</param>
/// <param name="Next">The command that follows, one of <c>CommandNames</c>.</param>
/// <param name="Verdict">How the try ended, if it has.</param>
internal sealed record ChunkMove(ChunkChain Chain, string? Next, ChunkVerdict? Verdict);

/// <summary>What follows a command of a chain. Everything about it is decided here, from what is stored alone.</summary>
/// <remarks>
/// So it is decided alike by the request that ends the command, by the timer that carries on what was lost, and by a run
/// that takes over. Without the destination's keys the source's agent sends what is signed for and describes what is not:
/// as long as something waits for signatures, the destination's agent signs and the copy goes on. So the first round only
/// describes and the second one sends; signatures that expire, and objects that change, make another.
/// </remarks>
internal static class ChunkMoves
{
    /// <summary>Rounds that bring nothing, before it is the store that must be looked at.</summary>
    public const int MostFruitless = 3;

    public static ChunkMove After(ChunkChain chain, string command, ChunkCommandEnd end)
    {
        ChunkMove move = (command, end.Outcome) switch
        {
            (_, CommandOutcome.Stopped) => new ChunkMove(chain, null, ChunkVerdict.Stopped),
            (CommandNames.CopyChunk, CommandOutcome.Succeeded) => AfterCopy(chain, end),
            (CommandNames.SignChunk, CommandOutcome.Succeeded) => new ChunkMove(
                chain with { Round = chain.Round + 1 }, CommandNames.CopyChunk, null),
            _ => Judge(chain, end),
        };
        return move.Next is not null && end.Halted ? new ChunkMove(chain, null, ChunkVerdict.Stopped) : move;
    }

    private static ChunkMove AfterCopy(ChunkChain chain, ChunkCommandEnd end)
        => chain.Keyless && end.Result is { ObjectsUnsigned: > 0 } waits ? AfterRound(chain, waits, end.Took)
            : end.Result is { ObjectsDone: > 0 } or { ObjectsSent: > 0 } ? new ChunkMove(chain, CommandNames.VerifyChunk, null)
            : Judge(chain, end);

    private static ChunkMove AfterRound(ChunkChain chain, ChunkResult result, TimeSpan took)
    {
        long done = result.ObjectsDone + result.ObjectsSent + result.ObjectsFailed;

        // A round that lasted brought parts of something, even if it brought no whole object.
        bool lasted = took >= TimeSpan.FromSeconds(chain.SignatureSeconds) / 2;
        ChunkChain after = chain with
        {
            Fruitless = done > chain.Best || lasted ? 0 : chain.Fruitless + 1,
            Best = Math.Max(chain.Best, done),
        };
        return after.Fruitless == MostFruitless
            ? Judge(chain, new ChunkCommandEnd(CommandOutcome.Failed, null, Faults.SignaturesRefused(chain.DestinationNode)))
            : new ChunkMove(after, CommandNames.SignChunk, null);
    }

    /// <summary>The try has come to its end: what is wrong is tried again as long as its budget lasts.</summary>
    private static ChunkMove Judge(ChunkChain chain, ChunkCommandEnd end) => new(chain, null, VerdictOf(chain, end));

    private static ChunkVerdict VerdictOf(ChunkChain chain, ChunkCommandEnd end)
    {
        IReadOnlyDictionary<string, FaultSummary> faults =
            end.Result?.Faults ?? new Dictionary<string, FaultSummary>(StringComparer.Ordinal);
        FaultBudget? budget = BudgetOf(end, faults, chain.Compares);
        bool isLast = chain.Try >= budget?.ChunkTries;
        if (end.Outcome == CommandOutcome.Failed && isLast)
        {
            return new ChunkVerdict(
                ChunkEnd.Failed, end.Error ?? Faults.Unexpected($"chunk {chain.Chunk} ended without a cause."));
        }

        if (end.Result is { ObjectsFailed: 0 })
        {
            return new ChunkVerdict(ChunkEnd.Done);
        }

        if (FullFor(end.Result) is { } full)
        {
            return new ChunkVerdict(ChunkEnd.Failed, full);
        }

        return budget is null || isLast
            ? new ChunkVerdict(ChunkEnd.GaveUp)
            : new ChunkVerdict(
                ChunkEnd.Again,
                Pause: budget.ChunkPause * Math.Pow(3, chain.Try - 1),
                Recopy: !chain.Compares && faults.Keys.Any(NeedsRecopy));
    }

    /// <summary>The most patient budget of what went wrong; null when nothing did that another try may mend.</summary>
    private static FaultBudget? BudgetOf(
        ChunkCommandEnd end, IReadOnlyDictionary<string, FaultSummary> faults, bool compares)
        => faults.Values.Select(summary => summary.Example)
            .Where(fault => !compares || !NeedsRecopy(fault.Code))
            .Concat(end.Error is { } error ? [error] : [])
            .Select(FaultClasses.BudgetOf)
            .MaxBy(budget => budget.ChunkTries);

    /// <summary>Why the transfer must wait for room: of this chunk, nothing at all found any.</summary>
    private static Fault? FullFor(ChunkResult? result)
        => result is { ObjectsDone: 0 } && result.Faults.Values.All(IsFull) ? result.Faults.Values.FirstOrDefault()?.Example : null;

    private static bool IsFull(FaultSummary summary)
        => FaultClasses.Of(summary.Example) == FaultClass.DestinationFull;

    private static bool NeedsRecopy(string code) => code is FaultCodes.ChecksumMismatch or FaultCodes.DestinationMissing;
}
