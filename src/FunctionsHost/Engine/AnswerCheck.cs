using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Finds what cannot be meant in an orchestrator's answer, before any of it is stored.</summary>
/// <remarks>
/// A row that nothing can be done with would stop the host again after each restart. The real host takes some of these
/// and goes wrong later; here the orchestration fails at once, with a message that names the fault.
/// </remarks>
internal static class AnswerCheck
{
    // What a Timestamp may hold: 0001-01-01 to the end of 9999.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int NanosPerSecond = 1_000_000_000;

    /// <summary>Gives what is wrong, or null.</summary>
    public static string? Fault(string instanceId, OrchestratorResponse response)
        => response.InstanceId.Length > 0 && response.InstanceId != instanceId
            ? $"It answers for instance '{response.InstanceId}', not for '{instanceId}'."
            : response.Actions.Select(Fault).FirstOrDefault(fault => fault is not null);

    private static string? Fault(OrchestratorAction action)
        => action switch
        {
            { CreateTimer: { } timer } when !IsValid(timer.FireAt) => $"Action {action.Id} is a timer without a valid time.",
            { CreateSubOrchestration: { } child } => Address(action.Id, child.InstanceId),
            { SendEvent: { } sent } => Address(action.Id, sent.Instance?.InstanceId),
            { CompleteOrchestration: { } completion } when !IsEnd(completion.OrchestrationStatus) =>
                $"Action {action.Id} completes the orchestration as {completion.OrchestrationStatus}.",
            _ => null,
        };

    private static string? Address(int actionId, string? instanceId)
        => string.IsNullOrEmpty(instanceId) || !InstanceKey.Fits(instanceId)
            ? $"Action {actionId} is for an instance whose id is {(string.IsNullOrEmpty(instanceId) ? "missing" : "too long")}."
            : null;

    private static bool IsValid(Timestamp? time)
        => time is { Nanos: >= 0 and < NanosPerSecond, Seconds: >= FirstSecond and <= LastSecond };

    private static bool IsEnd(OrchestrationStatus status)
        => status is OrchestrationStatus.Completed or OrchestrationStatus.ContinuedAsNew or OrchestrationStatus.Failed
            or OrchestrationStatus.Canceled or OrchestrationStatus.Terminated;
}
