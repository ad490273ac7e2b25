namespace DtnBox.Testing;

/// <summary>Keys of one user of the test S3 server.</summary>
public sealed record S3User(string AccessKey, string SecretKey);
