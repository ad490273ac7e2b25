namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static void AddLifecycle()
    {
        foreach (string name in new[]
        {
            "suspend_resume", "suspend_across_turns", "terminate", "terminate_then_result_same_batch",
            "terminate_with_start",
        })
        {
            Add(name, async context =>
                await context.CallActivityAsync<string>("B", await context.CallActivityAsync<string>("A")));
        }

        foreach (string name in new[] { "ignored_event_types", "event_without_type_is_rejected", "include_state_false" })
        {
            Add(name, context => context.CallActivityAsync<string>("A"));
        }

        Add("no_execution_started", _ => Task.FromResult("x"));
        Add("is_replaying", async context =>
        {
            List<bool> seen = [context.IsReplaying];
            context.SetCustomStatus(seen);
            foreach (string activity in new[] { "A", "B" })
            {
                await context.CallActivityAsync(activity);
                seen.Add(context.IsReplaying);
                context.SetCustomStatus(seen);
            }

            return seen;
        });
        Add("sub_orchestration_success", async context =>
        {
            int x = await context.CallSubOrchestratorAsync<int>("Child", new { n = 5 });
            int y = await context.CallSubOrchestratorAsync<int>("Child", new { n = 6 });
            return x + y;
        });
        Add("sub_orchestration_explicit_id", context => CallChildAsync(context, "child-42"));
        Add("sub_orchestration_failure_uncaught", context => CallChildAsync(context, "child-43"));
        Add("sub_orchestration_failure_caught", async context =>
        {
            try
            {
                return await CallChildAsync(context, "child-44");
            }
            catch (TaskFailedException e)
            {
                return $"{e.TaskName}|{e.TaskId}|{e.FailureDetails.ErrorType}|{e.FailureDetails.ErrorMessage}";
            }
        });
        Add<string, string>("sub_orchestration_parent_info", (context, input) => Task.FromResult(
            $"{context.Parent?.InstanceId}|{context.Parent?.Name}|{context.InstanceId}|{context.Name}|{input}"));
    }

    private static Task<string> CallChildAsync(TaskOrchestrationContext context, string instanceId)
        => context.CallSubOrchestratorAsync<string>("Child", "in", new SubOrchestrationOptions { InstanceId = instanceId });
}
