import { describe, expect, it } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { SealChoice } from '../../form/seal.svelte';
import { language } from '../../i18n';
import { call, useHost } from '../../ipc/call';
import { answeredFields, fileName, ready, type Choice } from './export';

const plain: Choice = { purpose: 'archive', note: '', copy: 'full', redact: [], seal: null, secret: null, annex: null };

describe('an export', () => {
  it('needs its purpose, and a remark where the purpose says nothing', () => {
    expect(ready(plain)).toBe(true);
    expect(ready({ ...plain, purpose: '' })).toBe(false);
    expect(ready({ ...plain, purpose: 'other' })).toBe(false);
    expect(ready({ ...plain, purpose: 'other', note: '내부 감사' })).toBe(true);
  });
  it('withholds something where it is to be redacted', () => {
    expect(ready({ ...plain, copy: 'redacted' })).toBe(false);
    expect(ready({ ...plain, copy: 'redacted', redact: ['subject.name'] })).toBe(true);
    expect(ready({ ...plain, copy: 'masked' })).toBe(true);
  });
  it('needs a key to be sealed, of two files where it is a pair', () => {
    const seal = new SealChoice();
    expect(ready({ ...plain, seal: seal.complete })).toBe(false);
    seal.keyFile = 'a.p12';
    expect(ready({ ...plain, seal: seal.complete })).toBe(true);
    [seal.pair, seal.keyFile, seal.certificate] = [true, 'signPri.key', ' '];
    expect(ready({ ...plain, seal: seal.complete })).toBe(false);
    seal.certificate = 'signCert.der';
    expect(seal.request()).toMatchObject({ pkcs12: null, key: 'signPri.key', certificate: 'signCert.der' });
    seal.secret = 'secret of the key';
    expect(JSON.stringify(seal.words()), 'what is kept over a lock').not.toContain(seal.secret);
  });
  it('is encrypted for a passphrase that is long enough and typed twice', () => {
    expect(ready({ ...plain, secret: ['열두글자보다긴암호문구입니다', '열두글자보다긴암호문구입니다'] })).toBe(true);
    expect(ready({ ...plain, secret: ['열두글자보다긴암호문구입니다', '다른 것'] })).toBe(false);
    expect(ready({ ...plain, secret: ['short', 'short'] })).toBe(false);
    expect(ready({ ...plain, annex: ['short', 'short'] })).toBe(false);
  });
  it('names what can be withheld in the language of the window', async () => {
    useHost(practiceHost({ fields: { 'head.no': '1' } }).host);
    const filing = await FilingController.open(call, 1);
    expect(answeredFields(filing)).toEqual([{ path: 'head.no', label: '가 head.no' }]);
    language.choose('en');
    expect(answeredFields(filing)).toEqual([{ path: 'head.no', label: 'A head.no' }]);
  });
  it('proposes a name of form and number alone', () => {
    expect(fileName('str', 7, '', 'full', false)).toBe('str-7.pdf');
    expect(fileName('str', 7, '가온 2026/11', 'masked', true)).toBe('str-___2026_11-masked.pdf.age');
  });
});
