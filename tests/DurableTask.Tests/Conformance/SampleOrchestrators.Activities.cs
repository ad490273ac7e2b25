using Sample.App;

namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static readonly TaskOptions ThreeAttempts = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 3, TimeSpan.FromSeconds(5), backoffCoefficient: 2.0));

    private static void AddActivities()
    {
        Add("hello_sequence", async context => new List<string>
        {
            await context.CallActivityAsync<string>("SayHello", "Tokyo"),
            await context.CallActivityAsync<string>("SayHello", "London"),
            await context.CallActivityAsync<string>("SayHello", "Seattle"),
        });
        Add<int[], object>("fan_out_fan_in", async (context, numbers) =>
        {
            int[] results = await Task.WhenAll(numbers.Select(x => context.CallActivityAsync<int>("Square", x)));
            return new { results, sum = results.Sum() };
        });
        Add<int, int>("fan_out_100", async (context, n) =>
        {
            int[] results = await Task.WhenAll(
                Enumerable.Range(0, n).Select(k => context.CallActivityAsync<int>("Work", k)));
            return results.Sum();
        });
        Add("fire_and_forget_activity", context =>
        {
            _ = context.CallActivityAsync("Log", "x");
            return Task.FromResult("ok");
        });
        Add("when_any_first_activity", async context =>
        {
            Task<string> a = context.CallActivityAsync<string>("A", 1);
            Task<string> b = context.CallActivityAsync<string>("B", 2);
            return await await Task.WhenAny(a, b);
        });
        Add<object>("activity_failure_caught", async context =>
        {
            try
            {
                await context.CallActivityAsync("Risky", 7);
                throw new InvalidOperationException("Risky is recorded as failed.");
            }
            catch (TaskFailedException e)
            {
                string fallback = await context.CallActivityAsync<string>("Fallback", e.FailureDetails.ErrorType);
                return new
                {
                    message = e.Message,
                    taskName = e.TaskName,
                    taskId = e.TaskId,
                    errorType = e.FailureDetails.ErrorType,
                    errorMessage = e.FailureDetails.ErrorMessage,
                    innerType = e.FailureDetails.InnerFailure?.ErrorType,
                    fallback,
                };
            }
        });
        Add("activity_failure_uncaught", context => context.CallActivityAsync<string>("Risky", 7));
        Add("activity_failure_without_details", context => context.CallActivityAsync<string>("Risky", 7));
        Add("throw_inner_exception", Task<string> (_) => throw new CartException(
            "cart is broken", new InvalidOperationException("mid", MissingParameter("sku"))));

        foreach (string name in new[]
        {
            "activity_retry_exhausted", "activity_retry_non_retriable", "activity_retry_success_second_attempt",
        })
        {
            Add(name, context => context.CallActivityAsync<string>("Flaky", "x", ThreeAttempts));
        }

        Add("activity_retry_custom_handler", context => context.CallActivityAsync<string>(
            "Flaky",
            1,
            TaskOptions.FromRetryHandler((RetryContext retry) =>
                retry.LastAttemptNumber < 3 && retry.LastFailure.ErrorType == "System.TimeoutException")));
        Add("nondeterminism_activity_name", context => context.CallActivityAsync<string>("B", 1));
        Add("nondeterminism_action_kind", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return "ok";
        });
        Add("nondeterminism_missing_call", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            return "ok";
        });
        Add("replay_name_case_and_input_differ", context => context.CallActivityAsync<string>("SayHello", "new input"));
    }

    private static ArgumentNullException MissingParameter(string name) => new(name);
}
