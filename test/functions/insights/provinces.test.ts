import { areaList } from '@vant/area-data';
import { describe, expect, it } from 'vitest';
import { originOfPlace, originOfRegion } from '../../../functions/insights/provinces.ts';
import { provinces } from '../../../functions/model/regions.ts';

describe('the place of a profile', () => {
  it.each([
    ['中国/广东', '44'],
    ['中國/廣東', '44'],
    ['China/Guangdong', '44'],
    ['中国/广东省', '44'],
    ['中国/广西壮族自治区', '45'],
    ['中国/新疆维吾尔自治区', '65'],
    ['China/Guangxi Zhuang Autonomous Region', '45'],
    ['CN/neimenggu', '15'],
    ['China/Inner Mongolia', '15'],
    ['China/Shaanxi', '61'],
    ['China/Shanxi', '14'],
    ['中国/北京市', '11'],
    ['China/Beijing Shi', '11'],
    ['/上海', '31'],
    ['中国/香港特别行政区', '81'],
    ['中国香港/', '81'],
    ['Hong Kong/Kowloon', '81'],
    ['Hong Kong, China/', '81'],
    ['澳門/', '82'],
    ['Taiwan/Taipei', '71'],
    ['中國台灣/', '71'],
    ['中国/臺灣省', '71'],
  ])('%s is in province %s', (place, province) => {
    expect(originOfPlace(place)).toEqual({ province });
  });

  const official = Object.entries(areaList.province_list).map(([code, name]) => [name, code.slice(0, 2)]);
  it.each(official)('is known by the whole name of %s', (name, province) => {
    expect(originOfPlace(`中国/${name}`)).toEqual({ province });
  });

  it.each(Object.entries(provinces))('is known by each name of province %s', (province, { zh, en }) => {
    for (const place of [`中国/${zh}`, `China/${en}`, `/${en.toUpperCase()}`]) {
      expect(originOfPlace(place)).toEqual({ province });
    }
  });

  // In traditional characters, in other romanizations, and by what such names end in.
  it.each([
    ['11', ['Peking', 'Beijing City', 'Beijing Municipality', '北京地区', '北京地區']],
    ['12', ['Tientsin']],
    ['13', ['Hopeh']],
    ['15', ['內蒙古', '內蒙古自治區', '内蒙', '內蒙', 'Neimenggu Zizhiqu', 'Nei Mongol']],
    ['21', ['遼寧']],
    ['23', ['黑龍江省']],
    ['32', ['江蘇', 'Kiangsu']],
    ['33', ['Chekiang']],
    ['36', ['Kiangsi']],
    ['37', ['山東', 'Shantung', 'Shandong Sheng']],
    ['44', ['廣東', 'Canton', 'Kwangtung', 'Guangdong Province']],
    ['45', ['廣西', '廣西壯族自治區', 'Kwangsi', 'Guangxi Zhuangzu Zizhiqu']],
    ['50', ['重慶', 'Chungking']],
    ['51', ['Szechwan', 'Szechuan']],
    ['52', ['貴州']],
    ['53', ['雲南']],
    ['54', ['Xizang', 'Xizang Zizhiqu', 'Tibet Autonomous Region']],
    ['61', ['陝西', 'Shensi']],
    ['62', ['甘肅', 'Kansu']],
    ['64', ['寧夏', '寧夏回族自治區', 'Ningxia Huizu Zizhiqu', 'Ningxia Hui Autonomous Region']],
    ['65', ['新疆維吾爾自治區', 'Sinkiang', 'Xinjiang Uygur Autonomous Region', 'Xinjiang Weiwuer Zizhiqu']],
    ['65', ['Xinjiang Uyghur Autonomous Region', "Xinjiang Weiwu'er Zizhiqu"]],
    ['71', ['臺灣', '台灣', '臺湾', 'Taiwan Sheng']],
    ['81', ['香港特別行政區', 'Xianggang', 'Hong Kong SAR', 'Xianggang Tebiexingzhengqu']],
    ['82', ['澳門', 'Macau', 'Aomen', 'Macau SAR', 'Macao Special Administrative Region']],
  ])('is in province %s by each of %j', (province, names) => {
    expect(names.map((name) => originOfPlace(`中国/${name}`))).toEqual(names.map(() => ({ province })));
  });

  it.each(['中国', '中國', '中国大陆', '中國大陸', 'China', 'Mainland China', 'CN', 'PRC', 'Zhongguo'])(
    'is in China where its country is %s',
    (country) => {
      expect(originOfPlace(`${country}/四川`)).toEqual({ province: '51' });
      expect(originOfPlace(`${country}/`)).toEqual({});
    },
  );

  it.each([
    ['Hong Kong SAR China/', '81'],
    ['China Hong Kong/', '81'],
    ['香港中国/', '81'],
    ['Macau SAR/', '82'],
    ['Macao, China/', '82'],
    ['中國澳門/', '82'],
    ['台灣中國/', '71'],
  ])('that is pushed as a country, %s, is in province %s', (place, province) => {
    expect(originOfPlace(place)).toEqual({ province });
  });

  it.each([
    ['美国/加利福尼亚', '美国'],
    ['Japan/', 'Japan'],
    // A province of China is none of another country.
    ['Peru/Hainan', 'Peru'],
    ['Hainan/Peru', 'Hainan'],
    ['Indochina/', 'Indochina'],
    ['Hong China Kong/', 'Hong China Kong'],
    ['a/b/c', 'a/b'],
    ['constructor/', 'constructor'],
  ])('%s is abroad, in %s', (place, country) => {
    expect(originOfPlace(place)).toEqual({ country });
  });

  it.each(['/', '中国/', '中国/Narnia', '中国/省广东', '/Narnia', 'China/__proto__'])(
    '%s is unknown',
    (place) => {
      expect(originOfPlace(place)).toEqual({});
    },
  );
});

describe('a RegionCode', () => {
  it.each([
    ['440105', '44'],
    ['44', '44'],
  ])('%s is in province %s', (code, province) => {
    expect(originOfRegion(code)).toEqual({ province });
  });

  it.each(['999999', '', 'x', '4', '44010', '4401051', '1440105', '１４', '__proto__'])(
    '%j is unknown',
    (code) => {
      expect(originOfRegion(code)).toEqual({});
    },
  );
});
