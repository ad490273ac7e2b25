namespace DtnBox.Randomized.Workflows;

/// <summary>What one instance does: first the generations of its loop, if it has one, then the body.</summary>
/// <param name="OutputBytes">Ballast in the output.</param>
internal sealed record Plan(Loop? Loop, Node Body, int OutputBytes = 0);

/// <summary>Generations joined by ContinueAsNew. Each adds to a sum what its activity gives and the number of one event.</summary>
internal sealed record Loop(int Generations, Node.Effect? Step, string? Event);

/// <summary>The input of an instance.</summary>
/// <param name="Workflow">The name of the root instance, which is also its id.</param>
internal sealed record Execution(string Workflow, Plan Plan, Progress Progress);

/// <summary>What a loop carries from generation to generation.</summary>
/// <param name="Seen">The numbers of the events taken so far, in order of arrival.</param>
/// <param name="Repeats">Events that came again, as <c>name:number</c>.</param>
internal sealed record Progress(int Generation, long Sum, int[] Seen, string[] Repeats)
{
    public static Progress None { get; } = new(0, 0, [], []);
}

/// <summary>The output of an instance.</summary>
internal sealed record Outcome(string Value, long Sum, int[] Seen, string[] Repeats, string Ballast);

/// <summary>The payload of an event.</summary>
internal sealed record EventData(int Number, string Ballast);
