namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static void AddEvents()
    {
        Add("event_simple_null_payload", async context => new[]
        {
            await context.WaitForExternalEvent<string?>("A"),
            await context.WaitForExternalEvent<string?>("B"),
        });
        Add("event_buffered_fifo", async context =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return await TakeAsync<int>(context, "Item", 3);
        });
        Add("event_buffered_name_case", async context =>
        {
            string prepared = await context.CallActivityAsync<string>("Prep");
            return $"{prepared}/{await context.WaitForExternalEvent<string>("Approval")}";
        });
        Add("event_loop_accumulate", async context =>
        {
            int total = 0;
            while (await context.WaitForExternalEvent<int>("Add") is var added and not 0)
            {
                total += added;
                context.SetCustomStatus(total);
            }

            return total;
        });
        Add("event_two_waiters_lifo", async context =>
        {
            Task<string> w1 = context.WaitForExternalEvent<string>("Go");
            Task<string> w2 = context.WaitForExternalEvent<string>("go");
            await Task.WhenAll(w1, w2);
            return new { w1 = await w1, w2 = await w2 };
        });
        Add("event_type_mismatch_waiters", async context =>
        {
            Task<string> text = context.WaitForExternalEvent<string>("Go");
            int number = await context.WaitForExternalEvent<int>("Go");
            return $"{await text}{number}";
        });
        foreach (string name in new[] { "event_timeout_event_wins", "event_timeout_timer_wins" })
        {
            Add(name, async context =>
            {
                try
                {
                    return $"got {await context.WaitForExternalEvent<int>("Pay", TimeSpan.FromMinutes(5))}";
                }
                catch (OperationCanceledException)
                {
                    return "timed out";
                }
            });
        }

        Add("event_timeout_uncaught", context => context.WaitForExternalEvent<string>("Pay", TimeSpan.FromMinutes(5)));
        Add("event_swallowed_by_timed_out_waiter", async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("Pay", TimeSpan.FromMinutes(5));
            }
            catch (OperationCanceledException)
            {
                await context.CallActivityAsync("Remind");
            }

            return await context.WaitForExternalEvent<string>("Pay");
        });
        Add("send_event", async context =>
        {
            context.SendEvent("other-1", "Ping", new { n = 1 });
            context.SendEvent("other-2", "Nil", payload: null);
            await context.CallActivityAsync("A");
            context.SendEvent("other-1", "Done", "x");
            return "sent";
        });
        Add("suspend_resume_events", context => TakeAsync<string>(context, "E", 2));
    }

    private static async Task<List<T>> TakeAsync<T>(TaskOrchestrationContext context, string eventName, int count)
    {
        List<T> taken = [];
        while (taken.Count < count)
        {
            taken.Add(await context.WaitForExternalEvent<T>(eventName));
        }

        return taken;
    }
}
