//! Radicals that stand for characters: some fonts print U+2FA6 where 金 is meant.

/// The character that a radical stands for, after Unicode's `EquivalentUnifiedIdeograph`; others
/// as they are.
pub(super) fn unified(c: char) -> char {
    let nth = |signs: &str, first: u32| {
        let at = usize::try_from(u32::from(c).saturating_sub(first)).ok()?;
        signs.chars().nth(at).filter(|found| *found != '-')
    };
    let found = match u32::from(c) {
        0x2E80..=0x2EF3 => nth(SUPPLEMENT, 0x2E80),
        0x2F00..=0x2FD5 => nth(KANGXI, 0x2F00),
        _ => None,
    };
    found.unwrap_or(c)
}

/// The characters for U+2E80 to U+2EF3; `-` where there is none.
const SUPPLEMENT: &str = "\
    -厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵-旡日月歺母民氵氺灬爫爫丬牛\
    犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
    钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The characters for U+2F00 to U+2FD5.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn radicals_are_the_characters_they_stand_for() {
        let radicals = "\u{2fa6}\u{2ea0}\u{2f40}\u{2ed3}\u{2ecb}\u{2ed4}\u{2ec5}\u{2f8f}\u{2fd5}";
        let unified: String = radicals.chars().map(unified).collect();
        assert_eq!(unified, "金民支长车门见行龠");
        assert_eq!(super::unified('\u{2e9a}'), '\u{2e9a}');
        assert_eq!(super::unified('金'), '金');
    }
}
