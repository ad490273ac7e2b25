using DtnBox.Judge;

const string usage = """
    judge compare FOLDER|- ENDPOINT/BUCKET PREFIX [ENDPOINT/BUCKET PREFIX]…
        compares keys, sizes and the SHA-256 of every object; '-' compares only the stores
    judge load FOLDER ENDPOINT/BUCKET PREFIX
        puts the files of a folder into a bucket

    Keys of the stores: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Exit codes: 0 the same, 1 it differs or cannot be judged,
    2 the command line is not right.
    """;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

List<StoreCopy> stores = [];
try
{
    if (args is not ([_, var folder, .. var places]) || places.Length == 0 || places.Length % 2 != 0)
    {
        return Refuse(usage);
    }

    foreach (string[] place in places.Chunk(2))
    {
        if (!Uri.TryCreate(place[0], UriKind.Absolute, out Uri? address) || address.AbsolutePath.Trim('/') is "" or null)
        {
            return Refuse($"'{place[0]}' is not ENDPOINT/BUCKET, as in http://127.0.0.1:9000/data.\n\n{usage}");
        }

        stores.Add(new StoreCopy(
            address, address.AbsolutePath.Trim('/'), place[1], Setting("AWS_ACCESS_KEY_ID"), Setting("AWS_SECRET_ACCESS_KEY")));
    }

    switch (args[0])
    {
        case "load" when stores is [{ } store] && Directory.Exists(folder):
            Console.WriteLine(await Loading.RunAsync(new FolderCopy(folder), store, cancellation.Token));
            return 0;
        case "compare" when (folder == "-" && stores.Count > 1) || Directory.Exists(folder):
            ICopy[] copies = folder == "-" ? [.. stores] : [new FolderCopy(folder), .. stores];
            Verdict verdict = await Comparison.OfAsync(copies, cancellation.Token);
            await (verdict.IsSame ? Console.Out : Console.Error).WriteLineAsync(verdict.ToString());
            return verdict.IsSame ? 0 : 1;
        default:
            return Refuse(usage);
    }
}
catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
{
    return 130;
}
catch (Exception fault) when (fault is not OutOfMemoryException)
{
    await Console.Error.WriteLineAsync($"judge: {fault.Message}");
    return 1;
}
finally
{
    stores.ForEach(store => store.Dispose());
}

static int Refuse(string text)
{
    Console.Error.WriteLine(text);
    return 2;
}

static string Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
    ? value
    : throw new InvalidOperationException($"Set {name}.");
