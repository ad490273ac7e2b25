using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Functions.Transfers.Chains;

namespace DtnBox.Functions.Tests.Transfers.Chains;

/// <summary>What follows a command of a chain, row by row.</summary>
public sealed class ChunkMovesTests
{
    private const int SignatureSeconds = 3600;

    private static readonly ChunkChain Shared = new(
        1, 7, 1, false, StoreCapabilities.Unknown, Compares: false, Keyless: false, SignatureSeconds, "site-b", default, default);

    private static readonly ChunkChain Keyless = Shared with { Keyless = true };

    [Theory]
    //          copied sent waiting failed   what follows
    [InlineData(10, 0, 0, 0, CommandNames.VerifyChunk)]
    [InlineData(9, 0, 0, 1, CommandNames.VerifyChunk)]
    [InlineData(0, 1, 0, 0, CommandNames.VerifyChunk)]
    [InlineData(0, 0, 0, 0, "Done")] // nothing of it was to be done
    [InlineData(0, 0, 0, 10, "Again")]
    [InlineData(10, 0, 3, 0, CommandNames.VerifyChunk)] // nobody signs where keys are shared
    public void After_ACopy_WithSharedKeys(long copied, long sent, long waiting, long failed, string expected)
        => Assert.Equal(expected, Follows(Shared, CommandNames.CopyChunk, Result(copied, sent, waiting, failed)));

    [Theory]
    [InlineData(0, 0, 10, 0, CommandNames.SignChunk)] // described
    [InlineData(4, 0, 6, 0, CommandNames.SignChunk)] // signatures ran out
    [InlineData(10, 0, 0, 0, CommandNames.VerifyChunk)]
    [InlineData(0, 1, 0, 0, CommandNames.VerifyChunk)] // only parts: the destination puts them together
    [InlineData(0, 0, 0, 10, "Again")]
    [InlineData(0, 0, 0, 0, "Done")]
    public void After_ACopy_Keyless(long copied, long sent, long waiting, long failed, string expected)
        => Assert.Equal(expected, Follows(Keyless, CommandNames.CopyChunk, Result(copied, sent, waiting, failed)));

    [Theory]
    [InlineData(CommandOutcome.Succeeded, CommandNames.CopyChunk)]
    [InlineData(CommandOutcome.Stopped, "Stopped")]
    public void After_ASignature_ComesTheNextRound(CommandOutcome outcome, string expected)
    {
        ChunkMove move = ChunkMoves.After(Keyless, CommandNames.SignChunk, new ChunkCommandEnd(outcome, null, null));
        Assert.Equal(expected, Name(move));
        Assert.Equal(expected == CommandNames.CopyChunk ? 2 : 1, move.Chain.Round);
    }

    [Theory]
    [InlineData(CommandNames.CopyChunk)]
    [InlineData(CommandNames.SignChunk)]
    [InlineData(CommandNames.VerifyChunk)]
    public void After_AStop_NothingFollows(string command)
        => Assert.Equal("Stopped", Follows(Keyless, command, Result(4, 0, 6, 0), CommandOutcome.Stopped));

    [Theory]
    [InlineData(CommandNames.CopyChunk, "Stopped")]
    [InlineData(CommandNames.SignChunk, "Stopped")]
    [InlineData(CommandNames.VerifyChunk, "Done")] // it was the last one: what it brought counts
    public void After_AnEndInSpiteOfAStopOrder_NothingIsBegun(string command, string expected)
        => Assert.Equal(expected, Name(ChunkMoves.After(
            Keyless, command, new ChunkCommandEnd(CommandOutcome.Succeeded, Result(10, 0, 0, 0), null, Halted: true))));

    [Theory]
    //          try  code of what failed            expected   pause recopy
    [InlineData(1, FaultCodes.ChecksumMismatch, "Again", 5, true)]
    [InlineData(2, FaultCodes.ChecksumMismatch, "Again", 15, true)]
    [InlineData(3, FaultCodes.ChecksumMismatch, "GaveUp", null, false)]
    [InlineData(1, FaultCodes.DestinationMissing, "Again", 5, true)]
    [InlineData(1, FaultCodes.SourceChanged, "Again", 5, false)]
    [InlineData(1, FaultCodes.Throttled, "Again", 10, false)]
    [InlineData(4, FaultCodes.Throttled, "Again", 270, false)]
    [InlineData(5, FaultCodes.Throttled, "GaveUp", null, false)]
    [InlineData(1, FaultCodes.SourceDeleted, "GaveUp", null, false)]
    [InlineData(1, FaultCodes.AccessDenied, "GaveUp", null, false)] // of one object: the others are right
    public void After_AReadBackWithFailures_GoesByTheBudget(int @try, string code, string expected, int? pause, bool recopy)
    {
        ChunkVerdict verdict = ChunkMoves.After(
            Shared with { Try = @try }, CommandNames.VerifyChunk, new ChunkCommandEnd(
                CommandOutcome.Succeeded, Result(9, 0, 0, 1, code), null)).Verdict!;
        Assert.Equal((expected, pause, recopy), (verdict.End.ToString(), (int?)verdict.Pause?.TotalSeconds, verdict.Recopy));
    }

    [Theory]
    //          try  code of the command's fault     expected
    [InlineData(1, FaultCodes.StoreUnreachable, "Again")]
    [InlineData(3, FaultCodes.StoreUnreachable, "Failed")]
    [InlineData(1, FaultCodes.WrongKeys, "Failed")]
    [InlineData(1, FaultCodes.AccessDenied, "Failed")]
    [InlineData(1, FaultCodes.DestinationFull, "Failed")]
    [InlineData(4, FaultCodes.Throttled, "Again")]
    [InlineData(5, FaultCodes.Throttled, "Failed")]
    public void After_ACommandThatFailsAsAWhole_EndsTheTransferWhenItsBudgetIsSpent(int @try, string code, string expected)
    {
        var fault = new Fault(code, "as a whole", "mend it", Transient: true);
        foreach (string command in (string[])[CommandNames.CopyChunk, CommandNames.SignChunk, CommandNames.VerifyChunk])
        {
            ChunkVerdict verdict = ChunkMoves.After(
                Keyless with { Try = @try }, command, new ChunkCommandEnd(CommandOutcome.Failed, null, fault)).Verdict!;
            Assert.Equal((expected, expected == "Failed" ? fault : null), (verdict.End.ToString(), verdict.Fault));
        }
    }

    [Fact]
    public void After_ACopyThatFoundNoRoomAtAll_ParksTheTransfer()
    {
        Assert.Equal("Failed", Follows(Shared, CommandNames.CopyChunk, Result(0, 0, 0, 3, FaultCodes.DestinationFull)));
        Assert.Equal("GaveUp", Follows(Shared, CommandNames.VerifyChunk, Result(2, 0, 0, 1, FaultCodes.DestinationFull)));
    }

    [Fact]
    public void After_AComparisonThatDiffers_IsNotComparedAgain()
    {
        ChunkChain compares = Shared with { Compares = true };
        Assert.Equal("GaveUp", Follows(compares, CommandNames.VerifyChunk, Result(9, 0, 0, 1)));
        Assert.Equal("Again", Follows(compares, CommandNames.VerifyChunk, Result(9, 0, 0, 1, FaultCodes.StoreUnreachable)));
    }

    [Fact]
    public void After_RoundsThatBringNothing_TheStoreMustBeLookedAt()
    {
        Assert.Equal(["SignChunk", "SignChunk", "SignChunk", "Failed"], Rounds([0, 0, 0, 0], TimeSpan.Zero));
        Assert.Equal(
            ["SignChunk", "SignChunk", "SignChunk", "SignChunk", "SignChunk", "SignChunk", "Failed"],
            Rounds([0, 0, 0, 1, 1, 1, 1], TimeSpan.Zero));
    }

    [Fact]
    public void After_RoundsThatLasted_PartsWereBroughtEvenIfNoWholeObject()
        => Assert.Equal(
            Enumerable.Repeat("SignChunk", 9), Rounds(new long[9], TimeSpan.FromSeconds(SignatureSeconds / 2)));

    private static List<string> Rounds(long[] done, TimeSpan took)
    {
        List<string> follows = [];
        ChunkChain chain = Keyless;
        foreach (long objects in done)
        {
            ChunkMove move = ChunkMoves.After(
                chain,
                CommandNames.CopyChunk,
                new ChunkCommandEnd(CommandOutcome.Succeeded, Result(objects, 0, 10, 0), null, Took: took));
            follows.Add(Name(move));
            chain = ChunkMoves.After(
                move.Chain, CommandNames.SignChunk, new ChunkCommandEnd(CommandOutcome.Succeeded, null, null)).Chain;
        }

        return follows;
    }

    private static string Follows(
        ChunkChain chain, string command, ChunkResult result, CommandOutcome outcome = CommandOutcome.Succeeded)
        => Name(ChunkMoves.After(chain, command, new ChunkCommandEnd(outcome, result, null)));

    private static string Name(ChunkMove move) => move.Next ?? move.Verdict!.End.ToString();

    private static ChunkResult Result(
        long done, long sent, long waiting, long failed, string code = FaultCodes.ChecksumMismatch)
    {
        Dictionary<string, FaultSummary> faults = new(StringComparer.Ordinal);
        if (failed > 0)
        {
            faults[code] = new FaultSummary(failed, "in/k", new Fault(code, "wrong", "mend it", Transient: true));
        }

        return new ChunkResult(done, done * 100, failed, faults, ObjectsSent: sent, ObjectsUnsigned: waiting);
    }
}
