using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>Compares what was seen with what the model says.</summary>
/// <remarks>
/// Two things are allowed for. A transfer that was told to stop, and not to go on, may have stopped anywhere; then each
/// object is as it was or as it was to be. And calls to a store that a fault struck may fail for good: then the transfer
/// must have said so with a fault that time mends, and a restart must have brought it to the expected end.
/// </remarks>
internal sealed class Verdict
{
    private readonly Schedule _schedule;
    private readonly Observations _seen;
    private readonly Expectation _expected;
    private readonly List<string> _violations = [];

    private Verdict(Schedule schedule, Observations seen)
        => (_schedule, _seen, _expected) = (schedule, seen, TransferModel.Expect(schedule));

    /// <summary>Gives a sentence for each broken promise; none when all were kept.</summary>
    public static IReadOnlyList<string> Of(Schedule schedule, Observations seen)
    {
        var verdict = new Verdict(schedule, seen);
        verdict._violations.AddRange(seen.Faults);
        verdict.Check();
        return verdict._violations;
    }

    /// <summary>Tells whether the transfer ended in another way than it must, but in one that a restart may mend.</summary>
    public static bool HasGivenUp(Schedule schedule, TransferView ended)
    {
        Expectation expected = TransferModel.Expect(schedule);
        bool isOther = ended.State != expected.State || ended.Totals.ObjectsFailed > expected.Totals.ObjectsFailed;
        return schedule.MayGiveUp
            && isOther
            && ended.State is TransferState.Failed or TransferState.SucceededWithErrors or TransferState.Parked;
    }

    private void Check()
    {
        CheckSource();
        if (_seen.Transfer.State == TransferState.Stopped && _schedule.MayStayStopped)
        {
            CheckStopped();
        }
        else
        {
            CheckEnd();
            CheckDestination();
            foreach (string open in _seen.OpenOrchestrations)
            {
                Report($"The transfer has ended, and its orchestration {open} has not.");
            }
        }

        if (_seen.Transfer.Keys?.Mode != _schedule.Keys)
        {
            Report($"The keys were handled as {_seen.Transfer.Keys}, not {_schedule.Keys}.");
        }

        foreach (string again in _seen.SentAgain)
        {
            Report($"Sent again although acknowledged: {again}.");
        }

        foreach (string code in _seen.GivenUpWith.Where(code => !_schedule.MayGiveUp || !TimeMends(code)))
        {
            Report($"It gave up with {code}, which nothing that happened explains.");
        }
    }

    private static bool TimeMends(string code)
        => FaultClasses.ByCode.TryGetValue(code, out FaultClass of) && of is FaultClass.Transient or FaultClass.Throttled;

    /// <summary>Nothing may ever change at the source.</summary>
    private void CheckSource()
    {
        Dictionary<string, string> must = _schedule.Objects.ToDictionary(
            item => item.Key, item => item.Content.Sha256(), StringComparer.Ordinal);
        Compare("source", must, _seen.Source);
    }

    private void CheckEnd()
    {
        TransferView ended = _seen.Transfer;
        if (ended.State != _expected.State)
        {
            Report($"It is {ended.State}, not {_expected.State}: {ended.Fault} {string.Join(',', ended.Faults.Keys)}");
            return;
        }

        if (_expected.FaultCodes.Count > 0 && !_expected.FaultCodes.Contains(ended.Fault?.Code))
        {
            Report($"Its fault is {ended.Fault}, not {string.Join(" or ", _expected.FaultCodes)}.");
        }

        if (_expected.FaultCodes.Count == 0 && ended.Fault is not null)
        {
            Report($"It ended as it must and has a fault: {ended.Fault}");
        }

        if (ended.Totals != _expected.Totals)
        {
            Report($"Its counters are\n    {ended.Totals}\n  and not\n    {_expected.Totals}");
        }
    }

    private void CheckDestination() => Compare(
        "destination",
        _expected.Destination.ToDictionary(item => item.Key, item => item.Value.Sha256(), StringComparer.Ordinal),
        _seen.Destination);

    private void CheckStopped()
    {
        TransferTotals totals = _seen.Transfer.Totals;
        if (totals.ObjectsVerified > totals.ObjectsCopied || totals.ObjectsCopied > totals.ObjectsPlanned
            || totals.ObjectsPlanned > _expected.Totals.ObjectsPlanned)
        {
            Report($"It stopped with counters that cannot be: {totals}");
        }

        Dictionary<string, Content> before = TransferModel.Before(_schedule);
        foreach (string key in before.Keys.Union(_expected.Destination.Keys).Union(_seen.Destination.Keys))
        {
            string? seen = _seen.Destination.GetValueOrDefault(key);
            string?[] allowed = [before.GetValueOrDefault(key)?.Sha256(), _expected.Destination.GetValueOrDefault(key)?.Sha256()];
            if (!allowed.Contains(seen))
            {
                Report($"It stopped, and at the destination '{key}' is neither as it was nor as it was to be.");
            }
        }
    }

    private void Compare(string side, Dictionary<string, string> must, IReadOnlyDictionary<string, string> seen)
    {
        foreach (string key in must.Keys.Union(seen.Keys).Where(key => must.GetValueOrDefault(key) != seen.GetValueOrDefault(key)))
        {
            string what = !must.ContainsKey(key) ? "must not be there" : !seen.ContainsKey(key) ? "is missing" : "has other bytes";
            Report($"At the {side}, '{key}' {what}.");
        }
    }

    private void Report(string what) => _violations.Add(what);
}
