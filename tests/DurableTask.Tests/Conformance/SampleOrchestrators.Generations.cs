namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static void AddGenerations()
    {
        Add<int, string?>("continue_as_new_counter", async (context, n) =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            if (n < 2)
            {
                context.ContinueAsNew(n + 1);
                return null;
            }

            return $"done at {n}";
        });
        Add<int, string?>("continue_as_new_carryover_discard", (context, n) => GoThenExtraAsync(context, n, preserve: false));
        Add<int, string?>("continue_as_new_discard_events", (context, n) => GoThenExtraAsync(context, n, preserve: false));
        Add<int, string?>("continue_as_new_preserve_events", (context, n) => GoThenExtraAsync(context, n, preserve: true));
        Add<int, List<int>?>("continue_as_new_preserve_order_and_case", async (context, n) =>
        {
            if (n == 0)
            {
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew(1);
                return null;
            }

            return await TakeAsync<int>(context, "b", 3);
        });
        Add<int, string?>("continue_as_new_new_version", (context, n) =>
        {
            if (n == 0)
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 1, NewVersion = "2.0" });
                return Task.FromResult<string?>(null);
            }

            return Task.FromResult<string?>($"version {context.Version}");
        });
        Add<int?, string?>("continue_as_new_null_input", (context, n) =>
        {
            if (n is null)
            {
                return Task.FromResult<string?>("none");
            }

            context.ContinueAsNew(newInput: null);
            return Task.FromResult<string?>(null);
        });
        Add<int, string>("continue_as_new_result_ignored", (context, n) =>
        {
            if (n != 0)
            {
                return Task.FromResult($"n={n}");
            }

            context.SetCustomStatus("first");
            context.ContinueAsNew(5);
            context.ContinueAsNew(1);
            return Task.FromResult("ignored");
        });
        Add("continue_as_new_then_throw", Task<string> (context) =>
        {
            context.ContinueAsNew("next");
            throw new InvalidOperationException("oops");
        });
    }

    private static async Task<string?> GoThenExtraAsync(TaskOrchestrationContext context, int n, bool preserve)
    {
        if (n != 0)
        {
            return await context.WaitForExternalEvent<string>("Extra");
        }

        await context.WaitForExternalEvent<string>("Go");
        context.ContinueAsNew(1, preserve);
        return null;
    }
}
