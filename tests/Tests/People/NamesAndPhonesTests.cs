using Weiguang.Kernel.Text;
using Weiguang.People.SignIn;

namespace Weiguang.Tests.People;

public class NamesAndPhonesTests
{
    [Theory]
    [InlineData("李〇", "李〇")]
    [InlineData("郭〇一", "郭〇一")]
    [InlineData("买买提‧吐尔逊", "买买提·吐尔逊")]
    [InlineData("买买提・吐尔逊", "买买提·吐尔逊")]
    [InlineData("买买提．吐尔逊", "买买提·吐尔逊")]
    [InlineData("买买提･吐尔逊", "买买提·吐尔逊")]
    [InlineData("买买提∙吐尔逊", "买买提·吐尔逊")]
    [InlineData("王\u200B五", "王五")]
    [InlineData("\uFEFF王五", "王五")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("Anna-Maria O'Neil Jr.", "Anna-Maria O'Neil Jr.")]
    [InlineData("བསྟན", "བསྟན")]
    [InlineData("اېركىن", "اېركىن")]
    [InlineData("王", null)]
    [InlineData("𠮷", null)]
    [InlineData("····", null)]
    [InlineData("王·", null)]
    [InlineData("·王五", null)]
    [InlineData("王··五", null)]
    [InlineData("A1", null)]
    [InlineData("\u200B\u200B", null)]
    public void Names_are_read_as_people_have_them(string typed, string? name) => Assert.Equal(name, PersonName.Parse(typed));

    [Theory]
    [InlineData("\u202D13800138111\u202C", "13800138111")]
    [InlineData("\u206813800138111\u2069", "13800138111")]
    [InlineData("\u200E13800138111", "13800138111")]
    [InlineData("008613800138111", "13800138111")]
    [InlineData("8613800138111", "13800138111")]
    [InlineData("138–0013–8111", "13800138111")]
    [InlineData("138.0013.8111", "13800138111")]
    [InlineData("139 0000 0000", "13900000000")]
    [InlineData("１３８００１３８１１１", "13800138111")]
    [InlineData("12345678901", null)]
    [InlineData("0436-6222222", null)]
    [InlineData("1380013811", null)]
    [InlineData("", null)]
    public void Mobile_numbers_are_read_as_people_type_them(string typed, string? number) => Assert.Equal(number, PhoneText.Mobile(typed));

    [Theory]
    [InlineData("138 0013 8111", "13800138111")]
    [InlineData("138-0013-8111", "13800138111")]
    [InlineData("+8613800138111", "13800138111")]
    [InlineData("１３８００１３８１１１", "13800138111")]
    [InlineData("13８００１３８１１１", "13800138111")]
    [InlineData("(0436)6222222", "0436-6222222")]
    [InlineData("0436 6222222", "0436-6222222")]
    [InlineData("0436-6222222", "0436-6222222")]
    [InlineData("010 65252847", "010-65252847")]
    [InlineData("4008001234", "4008001234")]
    [InlineData("+7 912 345-67-89", "+79123456789")]
    [InlineData("12345678901", null)]
    [InlineData("12", null)]
    [InlineData("王大娘", null)]
    [InlineData(null, null)]
    public void A_number_to_call_may_be_a_fixed_line(string? typed, string? number) => Assert.Equal(number, PhoneText.Contact(typed));

    [Theory]
    [InlineData("0436-6222222", "0436-6222222")]
    [InlineData("0436-6222222转8", "0436-6222222转8")]
    [InlineData("６２２２２２２", "6222222")]
    [InlineData("622-2222", "622-2222")]
    [InlineData("110", null)]
    [InlineData("问站长", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_office_may_have_a_number_of_the_place_or_an_extension(string? typed, string? number) => Assert.Equal(number, PhoneText.Office(typed));
}
