using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

/// <summary>Takes that many "item" events; the custom status tells how many it has.</summary>
internal sealed class Collect : TaskOrchestrator<int, List<string>>
{
    public override async Task<List<string>> RunAsync(TaskOrchestrationContext context, int input)
    {
        var items = new List<string>();
        while (items.Count < input)
        {
            context.SetCustomStatus(items.Count);
            items.Add(await context.WaitForExternalEvent<string>("item"));
        }

        return items;
    }
}

/// <summary>Two open waits for one name: what the older and the newer one got.</summary>
internal sealed class TwoWaiters : TaskOrchestrator<object?, string[]>
{
    public override async Task<string[]> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Task<string> older = context.WaitForExternalEvent<string>("item");
        Task<string> newer = context.WaitForExternalEvent<string>("ITEM");
        context.SetCustomStatus("waiting");
        return await Task.WhenAll(older, newer);
    }
}

/// <summary>Waits that many seconds for "item", and then for another one as long as it takes.</summary>
internal sealed class WaitShortly : TaskOrchestrator<double, string[]>
{
    public override async Task<string[]> RunAsync(TaskOrchestrationContext context, double input)
    {
        string first;
        try
        {
            first = await context.WaitForExternalEvent<string>("item", TimeSpan.FromSeconds(input));
        }
        catch (TaskCanceledException)
        {
            first = "none";
        }

        context.SetCustomStatus(first);
        return [first, await context.WaitForExternalEvent<string>("item")];
    }
}

/// <summary>A timer of one second against an event: who came first, and then also the other.</summary>
internal sealed class Race : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Task timer = context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        Task<string> wait = context.WaitForExternalEvent<string>("item");
        string winner = await Task.WhenAny(timer, wait) == timer ? "timer" : "event";
        await Task.WhenAll(timer, wait);
        return winner;
    }
}

/// <summary>Sends two items to another instance.</summary>
internal sealed class SendItems : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        context.SendEvent(input, "item", "one");
        context.SendEvent(input, "item", "two");
        return Task.FromResult("sent");
    }
}

internal sealed class TalkToItself : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Task<string> wait = context.WaitForExternalEvent<string>("item");
        context.SendEvent(context.InstanceId, "item", "my own");
        return await wait;
    }
}
