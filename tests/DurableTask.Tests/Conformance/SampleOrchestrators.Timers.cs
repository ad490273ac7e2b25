namespace DtnBox.DurableTask.Tests.Conformance;

internal static partial class SampleOrchestrators
{
    private static void AddTimersAndRaces()
    {
        Add("durable_timer", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(90), CancellationToken.None);
            return context.CurrentUtcDateTime.ToString("o");
        });
        Add("timer_long_split", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return "ok";
        });
        Add("timer_zero_and_past", async context =>
        {
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(-1), CancellationToken.None);
            return "ok";
        });
        foreach (string name in new[]
        {
            "race_both_in_one_batch_event_first", "race_event_wins", "race_event_with_start", "race_timer_wins",
        })
        {
            Add(name, async context =>
            {
                using var cancellation = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), cancellation.Token);
                Task<bool> approval = context.WaitForExternalEvent<bool>("Approve");
                if (await Task.WhenAny(timer, approval) == timer)
                {
                    return "timeout";
                }

                cancellation.Cancel();
                return $"event:{await approval}";
            });
        }

        Add("race_event_wins_timer_not_cancelled", async context =>
        {
            Task timer = context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            Task<bool> approval = context.WaitForExternalEvent<bool>("Approve");
            return await Task.WhenAny(timer, approval) == approval ? "event" : "timeout";
        });
    }
}
