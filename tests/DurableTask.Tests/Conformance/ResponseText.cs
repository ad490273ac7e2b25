using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using Kind = DtnBox.DurableTask.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace DtnBox.DurableTask.Tests.Conformance;

/// <summary>An answer as lines, with all that matters to a host and nothing else.</summary>
internal static class ResponseText
{
    public static IEnumerable<string> Render(OrchestratorResponse response, bool activityInputsAreArrays)
    {
        yield return $"instance {response.InstanceId}";
        if (response.RequiresHistory)
        {
            yield return "requires history";
        }

        if (response.CustomStatus is not null)
        {
            yield return $"status {response.CustomStatus}";
        }

        foreach (OrchestratorAction action in response.Actions)
        {
            yield return $"#{action.Id} {Render(action, activityInputsAreArrays)}";
        }
    }

    private static string Render(OrchestratorAction action, bool activityInputsAreArrays)
        => action.OrchestratorActionTypeCase switch
        {
            Kind.ScheduleTask => $"activity {action.ScheduleTask.Name} {Version(action.ScheduleTask.Version)}"
                + $" {(activityInputsAreArrays ? Unwrap(action.ScheduleTask.Input) : action.ScheduleTask.Input)}"
                + $" {Tags(action.ScheduleTask.Tags)}",
            Kind.CreateSubOrchestration => $"child {action.CreateSubOrchestration.Name}"
                + $" {action.CreateSubOrchestration.InstanceId} {Version(action.CreateSubOrchestration.Version)}"
                + $" {action.CreateSubOrchestration.Input ?? "-"} {Tags(action.CreateSubOrchestration.Tags)}",
            Kind.CreateTimer => $"timer {action.CreateTimer.FireAt.ToDateTime():o}",
            Kind.SendEvent => $"send {action.SendEvent.Instance.InstanceId} {action.SendEvent.Instance.ExecutionId}"
                + $" {action.SendEvent.Name} {action.SendEvent.Data ?? "-"}",
            Kind.CompleteOrchestration => Render(action.CompleteOrchestration),
            _ => action.ToString(),
        };

    private static string Render(CompleteOrchestrationAction end)
        => $"{end.OrchestrationStatus} {Loosely(end.Result)} {Version(end.NewVersion)} {Tags(end.Tags)}"
            + string.Concat(end.CarryoverEvents.Select(carried =>
                $" carry({carried.EventId} {carried.Timestamp.ToDateTime():o} {carried.EventRaised.Name}"
                + $" {carried.EventRaised.Input ?? "-"})"))
            + Render(end.FailureDetails);

    private static string Render(Protocol.TaskFailureDetails? failure) => failure is null
        ? string.Empty
        : $" <- {failure.ErrorType.Replace("Microsoft.DurableTask.TaskFailed", "DtnBox.DurableTask.TaskFailed", StringComparison.Ordinal)
            .Replace("DurableTask.Core.Exceptions.", "DtnBox.DurableTask.Replay.", StringComparison.Ordinal)}"
            + $"{(failure.IsNonRetriable ? " non-retriable" : string.Empty)}: {Loosely(failure.ErrorMessage)}"
            + Render(failure.InnerFailure);

    /// <summary>The texts on non-determinism name classes of their engine.</summary>
    private static string Loosely(string? text)
        => text is null ? "-" : text.StartsWith("Non-", StringComparison.Ordinal) ? "non-determinism" : text;

    private static string Unwrap(string input)
    {
        using var array = JsonDocument.Parse(input);
        return Assert.Single(array.RootElement.EnumerateArray()).GetRawText();
    }

    private static string Version(string? version) => version is null ? "v-" : $"v'{version}'";

    private static string Tags(IEnumerable<KeyValuePair<string, string>> tags)
        => $"[{string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}"))}]";
}
