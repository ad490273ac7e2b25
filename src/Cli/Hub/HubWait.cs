using System.CommandLine;
using System.Net;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.Hub;

/// <summary>Waits until an order shows in the instance's state: the host only queues it.</summary>
internal sealed class HubWait
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait until the order has taken effect, not only been queued.",
    };

    private readonly Option<TimeSpan?> _deadline = TimeOption.Span(
        "--deadline", "How long to wait at most. Default: 1m.");

    public void AddTo(Command verb)
    {
        verb.Add(_wait);
        verb.Add(_deadline);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_deadline) is not null && !result.GetValue(_wait))
            {
                result.AddError("--deadline says how long --wait waits: give both.");
            }
        });
    }

    public bool IsAsked(HubSession session) => session.Get(_wait);

    /// <summary>Waits until the instance is as wanted; an end that is not is a conflict.</summary>
    public async Task<HubInstance> UntilAsync(
        HubSession session, string id, Func<HubInstance, bool> wanted, CancellationToken cancellationToken)
    {
        TimeSpan deadline = session.Get(_deadline) ?? DefaultDeadline;
        TimeProvider time = session.Terminal.Time;
        long started = time.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            HubInstance instance = await session.Hub.GetAsync(id, history: false, outputs: false, cancellationToken);
            if (wanted(instance))
            {
                return instance;
            }

            if (instance.HasEnded)
            {
                throw new ApiProblemException(HttpStatusCode.Conflict, new ApiProblem(
                    $"The instance '{id}' ended as {instance.Status} before the order reached it",
                    null,
                    null,
                    $"see how with: dtnbox hub show {id}",
                    null));
            }

            if (time.GetElapsedTime(started) >= deadline)
            {
                throw new UsageException(
                    $"The order is queued, but '{id}' is still {Text.Printable.From(instance.Status)} after {Text.Figures.Duration(deadline)}.\n"
                        + $"  Next: look again with: dtnbox hub show {id}",
                    ExitCodes.Failed);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
