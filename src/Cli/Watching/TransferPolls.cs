using System.Net;
using System.Runtime.CompilerServices;
using DtnBox.Cli.Api;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>Looks at a transfer about every second until it has ended; sits out a control plane that is away.</summary>
internal sealed class TransferPolls(ApiClient api, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public async IAsyncEnumerable<Sighting> ReadAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var meter = new PaceMeter();
        long start = time.GetTimestamp();
        var last = new Sighting(null, Pace.Unknown, null);
        for (int failures = 0; ;)
        {
            (TransferView? seen, string? trouble) = await LookAsync(id, cancellationToken);
            failures = seen is null ? failures + 1 : 0;
            last = seen is null
                ? last with { Trouble = trouble }
                : new Sighting(seen, meter.Add(time.GetElapsedTime(start), seen.Totals), null);
            yield return last;
            if (seen is not null && TransferEnding.IsEnd(seen.State))
            {
                yield break;
            }

            TimeSpan wait = Every * Math.Max(1, failures);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    private async Task<(TransferView? Seen, string? Trouble)> LookAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.GetAsync<TransferView>(TransferPaths.One(id), cancellationToken), null);
        }
        catch (UnreachableException fault)
        {
            return (null, fault.Message);
        }
        catch (ApiProblemException fault) when (fault.Status >= HttpStatusCode.InternalServerError)
        {
            return (null, fault.Message);
        }
    }
}
