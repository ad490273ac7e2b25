namespace DtnBox.FunctionsHost;

/// <summary>The authority this host is reached at, such as <c>localhost:7071</c>; known before it listens.</summary>
internal sealed record ListenAuthority(string Value);
