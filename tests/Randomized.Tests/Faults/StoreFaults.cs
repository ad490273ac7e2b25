using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>Trouble of an object store, at the proxy before it.</summary>
internal static class StoreFaults
{
    private static readonly string[] NotBytes = ["list-type", "tagging", "uploads", "uploadId"];

    /// <summary>Causes the trouble for as long as it is to last.</summary>
    /// <param name="proxy">The proxy before the store.</param>
    /// <param name="plan">What goes wrong.</param>
    /// <param name="of">Which requests belong to that side: both sides may be of one store.</param>
    public static Task<int> CauseAsync(FaultProxy proxy, PlannedFault.Store plan, Predicate<ProxiedRequest> of)
        => Trouble.CauseAsync(
            [proxy], request => of(request) && Concerns(plan, request), _ => FaultOf(plan), plan.Every, plan.Times, TimeSpan.Zero);

    /// <summary>Tells whether the store may have done what was asked for without the agent hearing of it.</summary>
    public static bool IsAnswerLost(ProxiedRequest request) => request.Fault is Fault.LoseAnswer or Fault.ResetDuringResponse;

    private static bool Concerns(PlannedFault.Store plan, ProxiedRequest request)
    {
        bool lists = request.RawQuery.Contains("list-type", StringComparison.Ordinal);
        if (plan.Trouble == StoreTrouble.CorruptReadBack)
        {
            // Only bytes of objects: a listing that is changed is another fault.
            return request.Method == "GET" && request.RawPath.TrimStart('/').Contains('/', StringComparison.Ordinal)
                && !request.RawPath.Contains(".dtnbox-check-", StringComparison.Ordinal)
                && !NotBytes.Any(what => request.RawQuery.Contains(what, StringComparison.Ordinal));
        }

        return plan.Target switch
        {
            StoreTarget.Lists => lists,
            StoreTarget.Reads => request.Method is "GET" or "HEAD",
            StoreTarget.Writes => request.Method is not ("GET" or "HEAD"),
            _ => true,
        };
    }

    private static Fault FaultOf(PlannedFault.Store plan) => plan.Trouble switch
    {
        StoreTrouble.ResetBeforeRequest => new Fault.ResetBeforeRequest(),
        StoreTrouble.ResetDuringRequest => new Fault.ResetDuringRequest(100),
        StoreTrouble.LoseAnswer => new Fault.LoseAnswer(),
        StoreTrouble.ResetDuringResponse => new Fault.ResetDuringResponse(100),
        StoreTrouble.InternalError => Fault.Answer.S3Error(500, "InternalError"),
        StoreTrouble.SlowDown => Fault.Answer.S3Error(503, "SlowDown"),
        StoreTrouble.Delay => new Fault.Delay(TimeSpan.FromMilliseconds(plan.Milliseconds)),
        StoreTrouble.CorruptReadBack => new Fault.CorruptResponse(0),
        _ => throw new NotSupportedException($"{plan.Trouble}"),
    };
}
