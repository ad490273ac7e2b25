namespace DtnBox.Judge.Tests;

/// <summary>A copy that lists and sends what the test wrote, right or wrong.</summary>
internal sealed class WrittenCopy(string name, params (string Key, long Listed, string Sent)[] objects) : ICopy
{
    public string Name => name;

    public IAsyncEnumerable<ListedObject> ListAsync(CancellationToken cancellationToken)
        => objects.Select(item => new ListedObject(item.Key, item.Listed)).ToAsyncEnumerable();

    public Task<ReadObject> ReadAsync(string key, CancellationToken cancellationToken)
    {
        string sent = objects.First(item => item.Key == key).Sent;
        return sent == "broken"
            ? throw new IOException("the connection broke")
            : Task.FromResult(new ReadObject(sent.Length, sent));
    }
}
