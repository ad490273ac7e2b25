namespace DtnBox.Contracts.People;

/// <summary>What a person is here. Each role may do all that the ones before it may.</summary>
public enum Role
{
    Member,
    Operator,
    Administrator,
}
