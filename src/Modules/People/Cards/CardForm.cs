namespace Weiguang.People.Cards;

/// <summary>Which phone is taken off the card.</summary>
public sealed class CardForm
{
    public Guid? KeyId { get; set; }
}
