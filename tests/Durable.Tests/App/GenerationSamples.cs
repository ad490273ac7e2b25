using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

internal sealed record GenerationsInput(int Number, int Last);

/// <summary>Continues as new until the last; every tenth generation calls an activity.</summary>
internal sealed class Generations : TaskOrchestrator<GenerationsInput, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, GenerationsInput input)
    {
        if (input.Number % 10 == 0)
        {
            await context.CallActivityAsync<int>(nameof(Echo), input.Number);
        }

        if (input.Number < input.Last)
        {
            context.ContinueAsNew(input with { Number = input.Number + 1 });
        }

        return input.Number;
    }
}

internal sealed record CarryOverInput(bool Preserve, bool IsSecond = false);

/// <summary>Continues as new at "next" with "item" events waiting; the second generation tells what it finds of them.</summary>
internal sealed class CarryOver : TaskOrchestrator<CarryOverInput, List<string>>
{
    public override async Task<List<string>> RunAsync(TaskOrchestrationContext context, CarryOverInput input)
    {
        if (!input.IsSecond)
        {
            await context.WaitForExternalEvent<object?>("next");
            context.ContinueAsNew(input with { IsSecond = true }, input.Preserve);
            return [];
        }

        var items = new List<string>();
        while (items.LastOrDefault() != "last")
        {
            items.Add(await context.WaitForExternalEvent<string>("item"));
        }

        return items;
    }
}

/// <summary>The first generation leaves a call open which has the number of the second one's.</summary>
internal sealed class LateResult : TaskOrchestrator<string[], string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string[] input)
    {
        Task<string> call = context.CallActivityAsync<string>(nameof(Gate), input[0]);
        if (input.Length == 1)
        {
            return await call;
        }

        context.ContinueAsNew(input[1..]);
        return "";
    }
}

internal sealed class NextVersion : TaskOrchestrator<string[], string[]>
{
    public override Task<string[]> RunAsync(TaskOrchestrationContext context, string[] input)
    {
        string[] versions = [.. input, context.Version];
        if (versions.Length < 3)
        {
            context.ContinueAsNew(new ContinueAsNewOptions
            {
                NewInput = versions,
                NewVersion = versions.Length == 1 ? "2.0" : null,
            });
        }

        return Task.FromResult(versions);
    }
}

/// <summary>The first generation sets a status, the second does not and waits.</summary>
internal sealed class StatusOverGenerations : TaskOrchestrator<bool, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, bool input)
    {
        if (!input)
        {
            context.SetCustomStatus("from the first");
            context.ContinueAsNew(true);
            return "";
        }

        return await context.WaitForExternalEvent<string>("item");
    }
}

/// <summary>Sets, keeps, clears and overfills its custom status, one step per "item".</summary>
internal sealed class Statuses : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        context.SetCustomStatus(new { step = "set" });
        await context.CallActivityAsync(nameof(Echo), 1);
        await context.WaitForExternalEvent<string>("item");
        context.SetCustomStatus(null);
        await context.WaitForExternalEvent<string>("item");
        try
        {
            context.SetCustomStatus(new string('s', 9000));
            return "accepted";
        }
        catch (ArgumentException refusal)
        {
            return refusal.Message;
        }
    }
}
